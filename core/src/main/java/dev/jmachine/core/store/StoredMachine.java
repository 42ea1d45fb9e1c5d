package dev.jmachine.core.store;

import dev.jmachine.core.machine.Machine;

/** One entry of the store's list: a record, or the reason why it cannot be read. */
public sealed interface StoredMachine {
  /** The folder's name: the machine's name, unless somebody else made the folder. */
  String name();

  /** A machine whose record is whole. */
  @SuppressWarnings("AvoidCommonTypeNames") // read as StoredMachine.Readable, never bare
  record Readable(Machine machine) implements StoredMachine {
    @Override
    public String name() {
      return machine.name();
    }
  }

  /** A folder whose record cannot be used; it spoils no other. The reason is for people. */
  record Damaged(String name, String reason) implements StoredMachine {}
}
