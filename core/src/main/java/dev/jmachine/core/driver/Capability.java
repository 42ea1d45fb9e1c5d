package dev.jmachine.core.driver;

/** What a driver can do. On by default; a driver declares what it lacks, with the reason shown. */
public enum Capability {
  /** Start and stop a host that exists. */
  START_STOP,
  /** End a host at once, without its help. */
  KILL,
  /** Log in to the host by SSH, and so install and configure its engine. */
  SSH,
  /** Read what the host wrote to its console. */
  CONSOLE,
  /** Find resources by owner without a record. */
  FIND,
  /**
   * Take an expiry: everything that is made carries it, and the host ends by itself then where the
   * provider can do that.
   */
  EXPIRY
}
