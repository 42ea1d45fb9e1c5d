package dev.jmachine.testkit.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test injects a fault and looks at what the user sees. docs/faults.md is made from these; it
 * reads sources, so both values are literals.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface FaultCase {
  /** Numbers of the faults: "F7". */
  String[] id();

  /** What the user sees, in Markdown, without a full stop. */
  String sees();
}
