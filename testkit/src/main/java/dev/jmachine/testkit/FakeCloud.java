package dev.jmachine.testkit;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The provider behind {@link FakeDriver}: an inventory in memory, a list of the calls it got, and
 * faults at chosen calls. Calls are counted from 1. Safe for use by several threads.
 */
public final class FakeCloud {
  private final Map<String, FakeThing> inventory = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<Integer, Fault> faults = new HashMap<>();
  private final Semaphore hanging = new Semaphore(0);
  private int made;
  private int addresses;
  private boolean keepsAddresses = true;

  /** Lets the call with this number go wrong. */
  public synchronized FakeCloud faultAt(int call, Fault fault) {
    faults.put(call, fault);
    return this;
  }

  /** Lets the next call go wrong. */
  public synchronized FakeCloud faultNext(Fault fault) {
    return faultAt(calls.size() + 1, fault);
  }

  /** From now on a start gives a host a new address. */
  public synchronized FakeCloud changingAddresses() {
    keepsAddresses = false;
    return this;
  }

  /** Returns when a call hangs, once for each that does. */
  public void awaitHang() throws InterruptedException {
    hanging.acquire();
  }

  /** Makes something that belongs to somebody else's machine of that name; its id. */
  public synchronized String addForeign(String machineName) {
    FakeTags tags = new FakeTags(new Owner("somebody", "elsewhere"), Instant.EPOCH, null);
    return made("instance", "token-of-somebody", machineName, "somebody", tags).id();
  }

  /** What it was asked, in order: "create disk", "describe instance". */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** What exists, in the order of making. */
  public synchronized List<FakeThing> inventory() {
    return List.copyOf(inventory.values());
  }

  /** Removes everything of one machine, as somebody does by hand in a console. */
  public synchronized void removeByHand(String machineName) {
    inventory.values().removeIf(thing -> thing.machineName().equals(machineName));
  }

  /** Sets a host's power, as somebody does by hand. */
  public synchronized void setState(String machineName, MachineState state) {
    inventory.replaceAll(
        (_, thing) -> thing.machineName().equals(machineName) ? thing.with(state) : thing);
  }

  /** The same for the host of a machine's uid, whatever the machine is called now. */
  public synchronized void setStateOf(String machineUid, MachineState state) {
    inventory.replaceAll(
        (_, thing) -> thing.machineUid().equals(machineUid) ? thing.with(state) : thing);
  }

  FakeThing create(String kind, String token, String machineName, String machineUid, FakeTags tags)
      throws InterruptedException {
    return call("create " + kind, () -> made(kind, token, machineName, machineUid, tags));
  }

  /** Moves the expiry in the tags of everything of a machine. */
  void expire(String machineUid, @Nullable Instant expires) throws InterruptedException {
    this.<@Nullable Void>call(
        "tag",
        () -> {
          inventory.replaceAll(
              (_, thing) ->
                  thing.machineUid().equals(machineUid)
                      ? thing.tagged(thing.tags().until(expires))
                      : thing);
          return null;
        });
  }

  @Nullable FakeThing describe(String kind, Predicate<FakeThing> which)
      throws InterruptedException {
    return call("describe " + kind, () -> described(which));
  }

  List<String> console(String machineName) throws InterruptedException {
    return call("console", () -> List.of("fake console of " + machineName));
  }

  List<FakeThing> list() throws InterruptedException {
    return call("list", this::inventory);
  }

  void delete(String kind, Predicate<FakeThing> which) throws InterruptedException {
    this.<@Nullable Void>call(
        "delete " + kind,
        () -> {
          inventory.values().removeIf(which);
          return null;
        });
  }

  void power(Predicate<FakeThing> which, MachineState state) throws InterruptedException {
    this.<@Nullable Void>call(
        "power " + state,
        () -> {
          inventory.replaceAll((_, thing) -> which.test(thing) ? powered(thing, state) : thing);
          return null;
        });
  }

  private FakeThing made(
      String kind, String token, String machineName, String machineUid, FakeTags tags) {
    for (FakeThing thing : inventory.values()) {
      if (thing.token().equals(token)) {
        return thing;
      }
    }
    String id = kind + "-" + ++made;
    FakeThing thing =
        new FakeThing(
            kind, id, token, machineName, machineUid, MachineState.STARTING, nextAddress(), tags);
    inventory.put(id, thing);
    return thing;
  }

  /** Whoever looks at a host that starts or stops finds it so the next time. */
  private @Nullable FakeThing described(Predicate<FakeThing> which) {
    for (FakeThing thing : inventory.values()) {
      if (which.test(thing)) {
        inventory.put(thing.id(), thing.settled());
        return thing;
      }
    }
    return null;
  }

  private FakeThing powered(FakeThing thing, MachineState state) {
    FakeThing changed = thing.with(state);
    return state == MachineState.STARTING && !keepsAddresses ? changed.at(nextAddress()) : changed;
  }

  /** Addresses for documentation (RFC 5737): nothing answers there. */
  private String nextAddress() {
    return "192.0.2." + (++addresses % 254 + 1);
  }

  private <T extends @Nullable Object> T call(String what, Supplier<T> effect)
      throws InterruptedException {
    Fault fault;
    synchronized (this) {
      calls.add(what);
      fault = faults.get(calls.size());
    }
    return switch (fault) {
      case null -> done(effect);
      case REFUSED -> throw refused(what, "the fake refuses it (FakeRefused)");
      case ANSWER_LOST -> {
        done(effect);
        throw refused(what, "connection reset (FakeAnswerLost)");
      }
      case INTERRUPTED -> throw new InterruptedException(what);
      case INTERRUPTED_AFTERWARDS -> {
        done(effect);
        throw new InterruptedException(what);
      }
      case THROTTLED -> throw throttled(what);
      case HANGS -> {
        hang();
        yield done(effect);
      }
      case HANGS_AFTERWARDS -> {
        T done = done(effect);
        hang();
        yield done;
      }
    };
  }

  private void hang() throws InterruptedException {
    hanging.release();
    new CountDownLatch(1).await();
  }

  private synchronized <T extends @Nullable Object> T done(Supplier<T> effect) {
    return effect.get();
  }

  private static MachineFailure throttled(String what) {
    return MachineFailure.of(FailureKind.THROTTLED, "cannot " + what)
        .because("the fake asks for a pause (FakeThrottled)");
  }

  private static MachineFailure refused(String what, String reason) {
    return MachineFailure.of(FailureKind.CONFLICT, "cannot " + what).because(reason);
  }
}
