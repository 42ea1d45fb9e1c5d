package dev.jmachine.core.driver;

/**
 * What a provider says of a host's power. Results of asking (gone, timed out) are {@link Observed}.
 */
public enum MachineState {
  STARTING,
  RUNNING,
  PAUSED,
  STOPPING,
  STOPPED;

  /** As shown to people and in JSON: "Running". */
  public String shown() {
    return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
  }
}
