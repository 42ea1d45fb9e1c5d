package dev.jmachine.core.driver;

/** Changes of a host's power. */
public enum PowerAction {
  START,
  /** Ask the host to stop, and wait until it did. */
  STOP,
  /** End it at once. */
  KILL
}
