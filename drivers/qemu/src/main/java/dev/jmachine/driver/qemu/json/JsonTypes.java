package dev.jmachine.driver.qemu.json;

import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.spi.GeneratedComponent;

/** Makes {@link Jsonb} with the types that a caller names, instead of all that can be found. */
public final class JsonTypes {
  private JsonTypes() {}

  /**
   * A builder that knows the given types, and numbers, texts, lists and maps.
   *
   * @param generated what the annotation processor made of a module's {@code @Json} types
   */
  public static Jsonb.Builder of(GeneratedComponent... generated) {
    Jsonb.Builder builder = emptyBuilder();
    for (GeneratedComponent component : generated) {
      component.register(builder);
    }
    return builder;
  }

  /**
   * Left to itself, avaje-jsonb has a ServiceLoader look for types with the thread's class loader,
   * which opens every jar of the class path: 20 ms of each start. The platform's finds it nothing,
   * and at once.
   */
  private static Jsonb.Builder emptyBuilder() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return Jsonb.builder();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
