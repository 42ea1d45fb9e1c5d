package dev.jmachine.cli.command;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.store.StoredMachine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One machine as {@code ls} shows it.
 *
 * @param name its name, or that of its folder where the record is damaged
 * @param machine its record; null where that is damaged
 * @param active whether the local Docker client reaches it now
 * @param state one word, as {@link StateWords} gives it; empty where nobody was asked yet
 * @param engine the engine's version as it answered now; empty where it was not asked or did not
 * @param errors what went wrong while asking; empty for nothing
 */
record LsRow(
    String name,
    @Nullable Machine machine,
    boolean active,
    String state,
    String engine,
    String errors) {
  static LsRow of(StoredMachine stored, ActiveMachine active) {
    // no switch over types: see StatusCommand
    return stored instanceof StoredMachine.Readable(Machine machine)
        ? new LsRow(machine.name(), machine, active.is(machine), "", "", "")
        : damaged((StoredMachine.Damaged) stored);
  }

  private static LsRow damaged(StoredMachine.Damaged stored) {
    return new LsRow(stored.name(), null, false, StateWords.DAMAGED, "", stored.reason());
  }

  LsRow in(String newState) {
    return new LsRow(name, machine, active, newState, engine, errors);
  }

  LsRow withEngine(String version) {
    return new LsRow(name, machine, active, state, version, errors);
  }

  LsRow withError(String error) {
    return new LsRow(name, machine, active, state, engine, error);
  }

  /** Empty where the record is damaged. */
  String driver() {
    return machine == null ? "" : machine.spec().driver();
  }

  String url() {
    return machine == null || machine.access() == null ? "" : machine.access().engineUrl();
  }

  List<String> labels() {
    return machine == null ? List.of() : machine.spec().engine().labels();
  }

  /** When the first of its certificates ends, ISO-8601; null where that is not known. */
  @Nullable String certificateExpires() {
    return machine == null || machine.engine() == null
        ? null
        : machine.engine().certificateExpires();
  }

  /** Whether the user forbade its removal. */
  boolean locked() {
    return machine != null && machine.locked();
  }

  /** When the machine ends by itself, ISO-8601; null for never. */
  @Nullable String expires() {
    return machine == null ? null : machine.expires();
  }
}
