package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.tls.TlsFailure.Kind;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says which kind of failure is expected; each must tell what to do. */
final class Failures {
  private Failures() {}

  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      Kind kind, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(TlsFailure.class)
        .matches(e -> ((TlsFailure) e).kind() == kind, "is of kind " + kind)
        .matches(e -> !((TlsFailure) e).hint().isBlank(), "has a hint");
  }
}
