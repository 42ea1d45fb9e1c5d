package dev.jmachine.core.driver;

/** Whoever sits at the terminal of this command. */
@FunctionalInterface
public interface Person {
  /**
   * Says what has to be done now, by hand, for the command to go on; also where it is to be quiet.
   *
   * @param text one line
   */
  void tell(String text);
}
