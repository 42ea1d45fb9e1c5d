package dev.jmachine.crash;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * A driver that is killed at work: how it is called, and its provider's own list of what exists.
 */
interface Subject {
  /** The driver's name. */
  String driver();

  /** The program that has the driver: the one that is shipped, unless the driver says another. */
  default String program() {
    return Objects.requireNonNull(System.getProperty("jmachine.test.install")) + "/bin/jmachine";
  }

  /** Options of a create, the driver's name among them. */
  String createOptions();

  /** Everything that exists at the provider, one line a thing, with the machine's name in it. */
  List<String> inventory() throws IOException;

  /** How many lines of it one machine has. */
  int thingsOfAMachine();

  /** What {@code status} says of a machine that is as it should be. */
  String goodState();
}
