package dev.jmachine.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** As testkit's annotation of that name, which cannot be used here: testkit depends on core. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface FaultCase {
  /** Numbers of the faults: "F27". */
  String[] id();

  /** What the user sees, in Markdown, without a full stop. */
  String sees();
}
