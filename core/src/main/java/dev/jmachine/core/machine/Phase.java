package dev.jmachine.core.machine;

/**
 * How far a machine's life has come; a phase other than READY that no process holds was
 * interrupted.
 */
public enum Phase {
  /** Reserved or being created: the ledger says what may exist at the provider. */
  CREATING,
  /** Created and proven: its engine answered over mutual TLS. */
  READY,
  /** Being removed; {@code rm} again finishes it. */
  REMOVING
}
