package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.store.StoredMachine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the records of a store claim: uids, and the names of records that can't be read, whose uid
 * nobody knows.
 */
record Claims(Set<String> uids, Set<String> damaged) {
  static Claims of(List<StoredMachine> records) {
    Claims claims = new Claims(new HashSet<>(), new HashSet<>());
    for (StoredMachine record : records) {
      switch (record) {
        case StoredMachine.Readable(Machine machine) -> claims.uids.add(machine.uid());
        case StoredMachine.Damaged(String name, String _) -> claims.damaged.add(name);
      }
    }
    return claims;
  }

  /** Whether a record claims what carries this uid, or may: an unreadable one of that name. */
  boolean include(String machine, String uid) {
    return uids.contains(uid) || damaged.contains(machine);
  }
}
