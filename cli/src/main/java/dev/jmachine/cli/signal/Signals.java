package dev.jmachine.cli.signal;

import java.lang.reflect.Proxy;

/**
 * Signal handlers. The JDK has them in sun.misc.Signal alone (module jdk.unsupported), whose use
 * javac warns of without a way to say that it is meant; hence by reflection.
 */
public final class Signals {
  private Signals() {}

  /**
   * Runs {@code action} when the terminal's size changes; never where the system has no SIGWINCH.
   */
  public static void onWindowChange(Runnable action) {
    handle("WINCH", action);
  }

  /**
   * Runs {@code action} on a thread of its own for each such signal, in place of what the JVM does.
   *
   * @param name without "SIG"
   * @return whether the system has that signal
   */
  public static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> invoked(self, method.getName(), action));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      // no such signal here, or a runtime without the module: the JVM's own handling stays
      return false;
    }
  }

  private static Object invoked(Object self, String method, Runnable action) {
    return switch (method) {
      case "handle" -> {
        action.run();
        yield self; // ignored: the method is void
      }
      case "hashCode" -> System.identityHashCode(self);
      case "equals" -> false;
      default -> "signal handler";
    };
  }
}
