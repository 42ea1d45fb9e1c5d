package dev.jmachine.example.hello.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hello cloud in a folder: {@code addresses/ID.json} and {@code instances/ID.json}. A file
 * {@code token} there is the password of the account, a file {@code limit} the number of instances
 * that it may have. Changes take {@link #SETTLING}, as in a real cloud.
 */
public final class FolderCloud implements HelloCloud {
  static final Duration SETTLING = Duration.ofMillis(300);

  private final Path folder;
  private final @Nullable String password;
  private final Clock clock;
  private final JsonFiles<Address> addresses;
  private final JsonFiles<Settling> instances;

  /** The cloud in {@code folder}, as the user who has {@code password}. */
  public FolderCloud(Path folder, @Nullable String password, Clock clock) {
    this.folder = folder;
    this.password = password;
    this.clock = clock;
    this.addresses = new JsonFiles<>(folder.resolve("addresses"), Address.class);
    this.instances = new JsonFiles<>(folder.resolve("instances"), Settling.class);
  }

  /**
   * An instance as it will be, since when the change to that is under way, and when it ends by
   * itself; null for never.
   */
  record Settling(Instance goal, String meanwhile, String since, @Nullable String end) {
    Instance at(Instant now) {
      if (end != null && !now.isBefore(Instant.parse(end))) {
        return goal.with("terminated");
      }
      boolean done = !now.isBefore(Instant.parse(since).plus(SETTLING));
      return done ? goal : goal.with(meanwhile);
    }
  }

  @Override
  public List<String> sizes() {
    authorize();
    return List.of("small", "big");
  }

  @Override
  public Address reserveAddress(String token, Map<String, String> tags) {
    authorize();
    Address address = new Address(id("a", token), token, ip(token), tags);
    addresses.write(address.id(), address);
    return address;
  }

  @Override
  public void releaseAddress(String id) {
    authorize();
    require(addresses.read(id), id);
    if (instances().stream().anyMatch(instance -> instance.addressId().equals(id))) {
      throw new HelloCloudException("AddressInUse", "address " + id + " is that of an instance");
    }
    addresses.delete(id);
  }

  @Override
  public Instance launch(
      String token,
      String size,
      String addressId,
      Map<String, String> tags,
      @Nullable Instant end) {
    authorize();
    String id = id("i", token);
    Settling there = instances.read(id);
    if (there != null) {
      return there.at(clock.instant());
    }
    Address address = require(addresses.read(addressId), addressId);
    requireRoom();
    Instance instance = new Instance(id, token, size, addressId, address.ip(), "running", tags);
    return settle(instance, "pending", end == null ? null : end.toString());
  }

  @Override
  public void endAt(String id, @Nullable Instant end) {
    authorize();
    Settling there = require(instances.read(id), id);
    String text = end == null ? null : end.toString();
    instances.write(id, new Settling(there.goal(), there.meanwhile(), there.since(), text));
  }

  @Override
  public void tag(String id, Map<String, String> tags) {
    authorize();
    Address address = addresses.read(id);
    if (address != null) {
      addresses.write(id, new Address(id, address.token(), address.ip(), tags));
      return;
    }
    Settling there = require(instances.read(id), id);
    Instance goal = there.goal().tagged(tags);
    instances.write(id, new Settling(goal, there.meanwhile(), there.since(), there.end()));
  }

  @Override
  public void change(String id, Change change) {
    authorize();
    Settling there = require(instances.read(id), id);
    Instance instance = there.at(clock.instant());
    String end = there.end();
    switch (change) {
      case START -> settle(instance.with("running"), "pending", end);
      case STOP -> settle(instance.with("stopped"), "stopping", end);
      case HALT -> settle(instance.with("stopped"), "stopped", end);
      case TERMINATE -> settle(instance.with("terminated"), "terminating", end);
    }
  }

  @Override
  public List<Address> addresses() {
    authorize();
    return addresses.all();
  }

  @Override
  public List<Instance> instances() {
    authorize();
    Instant now = clock.instant();
    List<Instance> all = instances.all().stream().map(entry -> entry.at(now)).toList();
    all.stream().filter(FolderCloud::hasEnded).forEach(ended -> instances.delete(ended.id()));
    return all.stream().filter(instance -> !hasEnded(instance)).toList();
  }

  private Instance settle(Instance goal, String meanwhile, @Nullable String end) {
    Settling settling = new Settling(goal, meanwhile, clock.instant().toString(), end);
    instances.write(goal.id(), settling);
    return settling.at(clock.instant());
  }

  private void authorize() {
    String expected = content("token");
    if (expected != null && !expected.equals(password)) {
      throw new HelloCloudException("Unauthorized", "the token is not that of the account");
    }
    if (!Files.isDirectory(folder)) {
      throw new HelloCloudException("NoSuchEndpoint", "there is no folder " + folder);
    }
  }

  private void requireRoom() {
    String limit = content("limit");
    if (limit != null && instances().size() >= Integer.parseInt(limit)) {
      throw new HelloCloudException(
          "LimitExceeded", "the account may have " + limit + " instances");
    }
  }

  private @Nullable String content(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path).strip() : null;
    } catch (IOException e) {
      throw JsonFiles.unavailable(e);
    }
  }

  private static boolean hasEnded(Instance instance) {
    return instance.state().equals("terminated");
  }

  private static <T> T require(@Nullable T found, String id) {
    if (found == null) {
      throw new HelloCloudException("NotFound", "there is no " + id);
    }
    return found;
  }

  /** Made from the token, so that the same token gives the same thing. */
  private static String id(String kind, String token) {
    return kind + "-" + Integer.toHexString(token.hashCode());
  }

  /** A loopback address at which nothing listens; two tokens may share one. */
  private static String ip(String token) {
    return "127.0.77." + (Math.floorMod(token.hashCode(), 254) + 1);
  }
}
