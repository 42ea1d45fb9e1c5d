package dev.jmachine.core.driver;

/** What values an option takes. */
public enum OptionType {
  /** Present or absent; "true" and "false" in the environment. */
  FLAG,
  TEXT,
  /** A whole number, 0 and up. */
  NUMBER,
  /** May be given several times; comma-separated in the environment. */
  LIST,
  /** A path on the user's computer, completed by the shell. */
  FILE
}
