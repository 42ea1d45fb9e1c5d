package dev.jmachine.core.docker;

import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.machine.Machine;

/** Whose a context is, by what its metadata says. */
sealed interface ContextOwner {
  /** There is no such context. */
  record Nobody() implements ContextOwner {}

  /** We made it for this machine. */
  record Ours(String machineName, String machineUid) implements ContextOwner {}

  /** Somebody else made it. */
  record Foreign() implements ContextOwner {}

  /** Reads the owner from the text of a context's meta.json. */
  static ContextOwner of(String meta) {
    try {
      JsonObject mark = JsonObject.parse(meta).object("Metadata").object("jmachine");
      return new Ours(mark.string("machine"), mark.string("uid"));
    } catch (IllegalArgumentException e) {
      return new Foreign();
    }
  }

  default boolean is(Machine machine) {
    return equals(new Ours(machine.name(), machine.uid()));
  }
}
