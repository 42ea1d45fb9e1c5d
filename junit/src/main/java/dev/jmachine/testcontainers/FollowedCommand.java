package dev.jmachine.testcontainers;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A command of docker-java, whose interfaces grow with each release: what it has is passed on, and
 * something is done after its {@code exec}.
 *
 * @param command the real one
 * @param after what is done once it succeeded
 */
record FollowedCommand(Object command, Runnable after) implements InvocationHandler {
  static <T> T of(Class<T> type, T command, Runnable after) {
    FollowedCommand followed = new FollowedCommand(command, after);
    return type.cast(
        Proxy.newProxyInstance(
            FollowedCommand.class.getClassLoader(), new Class<?>[] {type}, followed));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very object, which fluent methods return
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(command, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (method.getName().equals("exec")) {
      after.run();
    }
    return result == command ? self : result;
  }
}
