package dev.jmachine.junit;

/** How long a host lives. */
public enum Scope {
  /** One for each test method, ended after it (and after its {@code @AfterEach} methods). */
  METHOD,
  /** One for a class and what is nested in it, ended after its last test. */
  CLASS,
  /** One for all classes of the run, ended after the last of them. */
  RUN
}
