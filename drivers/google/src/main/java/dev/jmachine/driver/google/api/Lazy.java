package dev.jmachine.driver.google.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A client that is made when it is first needed: most commands need one or two of nine. */
final class Lazy<T> {
  private final Maker<T> maker;
  private @Nullable T made;

  Lazy(Maker<T> maker) {
    this.maker = maker;
  }

  /** Makes it. */
  interface Maker<T> {
    T make() throws IOException;
  }

  synchronized T get() throws IOException {
    T there = made;
    if (there == null) {
      there = maker.make();
      made = there;
    }
    return there;
  }
}
