package dev.jmachine.testkit;

import dev.jmachine.core.driver.MachineState;

/**
 * Something that exists at {@link FakeCloud}.
 *
 * @param kind "disk" or "instance"
 * @param id the fake's own number for it
 * @param token the idempotency token it was made with
 * @param machineName the owner's tags
 * @param machineUid the owner's tags
 * @param state power; means nothing for a disk
 * @param address where it would be reached; means nothing for a disk
 * @param tags what else it carries
 */
public record FakeThing(
    String kind,
    String id,
    String token,
    String machineName,
    String machineUid,
    MachineState state,
    String address,
    FakeTags tags) {
  FakeThing with(MachineState newState) {
    return new FakeThing(kind, id, token, machineName, machineUid, newState, address, tags);
  }

  FakeThing at(String newAddress) {
    return new FakeThing(kind, id, token, machineName, machineUid, state, newAddress, tags);
  }

  FakeThing tagged(FakeTags newTags) {
    return new FakeThing(kind, id, token, machineName, machineUid, state, address, newTags);
  }

  /** The same a moment later. */
  FakeThing settled() {
    return switch (state) {
      case STARTING -> with(MachineState.RUNNING);
      case STOPPING -> with(MachineState.STOPPED);
      case RUNNING, PAUSED, STOPPED -> this;
    };
  }
}
