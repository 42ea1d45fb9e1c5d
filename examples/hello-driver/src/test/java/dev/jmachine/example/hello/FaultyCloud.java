package dev.jmachine.example.hello;

import dev.jmachine.example.hello.cloud.Address;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.HelloCloudException;
import dev.jmachine.example.hello.cloud.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A hello cloud that counts its calls, and lets chosen ones go wrong before or after they worked.
 */
final class FaultyCloud implements HelloCloud {
  private final HelloCloud cloud;
  private final List<String> calls = new ArrayList<>();
  private final Semaphore hanging = new Semaphore(0);
  private final Map<Integer, Trouble> troubles = new HashMap<>();

  FaultyCloud(HelloCloud cloud) {
    this.cloud = cloud;
  }

  /**
   * What goes wrong: an error code, {@link #HANG} or {@link #INTERRUPTION}, before or after the
   * call worked.
   */
  record Trouble(String code, boolean afterwards) {
    static final String INTERRUPTION = "(interruption)";
    static final String HANG = "(hang)";
  }

  /** Lets the call with this number, counted from 1, go wrong. */
  void at(int call, Trouble trouble) {
    troubles.put(call, trouble);
  }

  /** Returns when a call hangs, once for each that does. */
  void awaitHang() throws InterruptedException {
    hanging.acquire();
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public List<String> sizes() throws InterruptedException {
    return call("sizes", cloud::sizes);
  }

  @Override
  public Address reserveAddress(String token, Map<String, String> tags)
      throws InterruptedException {
    return call("reserveAddress", () -> cloud.reserveAddress(token, tags));
  }

  @Override
  public void releaseAddress(String id) throws InterruptedException {
    call("releaseAddress", () -> done(() -> cloud.releaseAddress(id)));
  }

  @Override
  public Instance launch(
      String token, String size, String addressId, Map<String, String> tags, @Nullable Instant end)
      throws InterruptedException {
    return call("launch", () -> cloud.launch(token, size, addressId, tags, end));
  }

  @Override
  public void endAt(String id, @Nullable Instant end) throws InterruptedException {
    call("endAt", () -> done(() -> cloud.endAt(id, end)));
  }

  @Override
  public void tag(String id, Map<String, String> tags) throws InterruptedException {
    call("tag", () -> done(() -> cloud.tag(id, tags)));
  }

  @Override
  public void change(String id, Change change) throws InterruptedException {
    call("change " + change, () -> done(() -> cloud.change(id, change)));
  }

  @Override
  public List<Address> addresses() throws InterruptedException {
    return call("addresses", cloud::addresses);
  }

  @Override
  public List<Instance> instances() throws InterruptedException {
    return call("instances", cloud::instances);
  }

  private static boolean done(HelloCalls.Action action) throws InterruptedException {
    action.run();
    return true;
  }

  private <T> T call(String name, HelloCalls.Call<T> call) throws InterruptedException {
    calls.add(name);
    Trouble trouble = troubles.get(calls.size());
    if (trouble == null) {
      return call.run();
    }
    if (trouble.afterwards()) {
      call.run();
    }
    if (trouble.code().equals(Trouble.HANG)) {
      hanging.release();
      new CountDownLatch(1).await();
    }
    if (trouble.code().equals(Trouble.INTERRUPTION)) {
      throw new InterruptedException(name);
    }
    throw new HelloCloudException(trouble.code(), "injected at " + name);
  }
}
