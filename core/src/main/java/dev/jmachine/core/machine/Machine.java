package dev.jmachine.core.machine;

import dev.jmachine.core.resource.Resource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine as the store keeps it. No secret and no behaviour; times are ISO-8601 UTC texts, so
 * that reading a record costs nothing.
 *
 * @param schema version of this record's form, {@link #SCHEMA} when written by this program
 * @param name the user's name for it
 * @param uid random, for ever its own; in every tag and name at the provider
 * @param created when the name was reserved
 * @param phase how far its life has come
 * @param spec what the user asked for
 * @param ledger what exists, or may exist, at the provider, in the order of making
 * @param access how its host is reached; null until the driver knows
 * @param engine as it last answered; null until it did
 * @param expires when the machine ends by itself; null for never
 * @param step title of the create step that was under way last, for an interrupted create; null
 *     when READY
 * @param locked whether the user forbade its removal
 */
public record Machine(
    int schema,
    String name,
    String uid,
    String created,
    Phase phase,
    MachineSpec spec,
    List<Resource> ledger,
    @Nullable HostAccess access,
    @Nullable Engine engine,
    @Nullable String expires,
    @Nullable String step,
    boolean locked) {
  /** The form that this program writes and the newest that it reads. */
  public static final int SCHEMA = 1;

  public Machine {
    new MachineName(name);
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(spec, "spec");
    ledger = List.copyOf(ledger);
  }

  /** A machine of which nothing exists yet. */
  public static Machine reserved(MachineName name, String uid, String created, MachineSpec spec) {
    return new Machine(
        SCHEMA,
        name.value(),
        uid,
        created,
        Phase.CREATING,
        spec,
        List.of(),
        null,
        null,
        null,
        null,
        false);
  }

  public MachineName machineName() {
    return new MachineName(name);
  }

  public Machine withName(MachineName value) {
    return new Machine(
        schema,
        value.value(),
        uid,
        created,
        phase,
        spec,
        ledger,
        access,
        engine,
        expires,
        step,
        locked);
  }

  public Machine withPhase(Phase value) {
    return new Machine(
        schema, name, uid, created, value, spec, ledger, access, engine, expires, step, locked);
  }

  public Machine withLedger(List<Resource> value) {
    return new Machine(
        schema, name, uid, created, phase, spec, value, access, engine, expires, step, locked);
  }

  public Machine withAccess(HostAccess value) {
    return new Machine(
        schema, name, uid, created, phase, spec, ledger, value, engine, expires, step, locked);
  }

  public Machine withEngine(Engine value) {
    return new Machine(
        schema, name, uid, created, phase, spec, ledger, access, value, expires, step, locked);
  }

  public Machine withStep(@Nullable String value) {
    return new Machine(
        schema, name, uid, created, phase, spec, ledger, access, engine, expires, value, locked);
  }

  /** Ends by itself then; null for never. */
  public Machine withExpires(@Nullable String value) {
    return new Machine(
        schema, name, uid, created, phase, spec, ledger, access, engine, value, step, locked);
  }

  public Machine withLocked(boolean value) {
    return new Machine(
        schema, name, uid, created, phase, spec, ledger, access, engine, expires, step, value);
  }

  public Machine withSpec(MachineSpec value) {
    return new Machine(
        schema, name, uid, created, phase, value, ledger, access, engine, expires, step, locked);
  }

  /** The access of a machine whose create came that far; a bug of ours otherwise. */
  public HostAccess requireAccess() {
    return Objects.requireNonNull(access, "no access recorded for " + name);
  }
}
