package dev.jmachine.driver.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One machine of a test: its store, keys and ledger, and what the core would do around the driver.
 */
final class TestMachine {
  static final MachineName NAME = new MachineName("probe");
  static final String UID = "abcdefghijkl";

  final RecordingProgress progress = new RecordingProgress();
  final Steps steps = new Steps(NAME.value(), this::happened, Ticker.system());
  private Consumer<ProgressEvent> listener = event -> {};
  final MemoryLedger ledger = new MemoryLedger();
  final QemuDriver driver;
  private final DriverContext context;
  private final Path folder;
  private final OptionValues options;
  private @Nullable HostAccess access;

  /**
   * Makes the store's folders below {@code store}.
   *
   * @param cache of base images
   */
  TestMachine(Path store, Path cache, Map<String, String> given) throws IOException {
    this(store, cache, given, Clock.systemUTC());
  }

  /** The same with a wall clock of its own. */
  TestMachine(Path store, Path cache, Map<String, String> given, Clock clock) throws IOException {
    this.context =
        new DriverContext(store, cache, System.getenv(), clock, Ticker.system(), Pause.system());
    this.driver = new QemuDriver(context);
    this.folder = context.machineFolder(NAME.value());
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.options = options(given);
  }

  /** Where the user's base images are: built once for all tests and for the user. */
  static Path sharedCache() {
    String cache = System.getenv("JMACHINE_CACHE");
    if (cache != null && !cache.isEmpty()) {
      return Path.of(cache);
    }
    String home = System.getenv("JMACHINE_HOME");
    Path root =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".jmachine")
            : Path.of(home);
    return root.resolve("cache");
  }

  static OptionValues options(Map<String, String> given) {
    Map<String, List<String>> values = new HashMap<>();
    for (DriverOption option : QemuOptions.table()) {
      if (option.defaultValue() != null) {
        values.put(option.name(), List.of(option.defaultValue()));
      }
    }
    given.forEach((name, value) -> values.put(name, List.of(value)));
    return new OptionValues(values);
  }

  private void happened(ProgressEvent event) {
    progress.accept(event);
    listener.accept(event);
  }

  /** Calls {@code listener} at each event, on the thread that works. */
  void onEvent(Consumer<ProgressEvent> value) {
    listener = value;
  }

  OptionValues options() {
    return options;
  }

  DriverContext context() {
    return context;
  }

  Path folder() {
    return folder;
  }

  HostAccess create(Duration limit) throws IOException, InterruptedException {
    access = driver.create(request(limit));
    return access;
  }

  /** Resumes it from the template for its options, which must be there. */
  WarmHost resume(Duration limit) throws IOException, InterruptedException {
    return driver.templates().orElseThrow().resume(request(limit)).orElseThrow();
  }

  /** Local addresses at which its process listens. */
  List<String> listeningPorts() throws IOException, InterruptedException {
    String owner = "pid=" + Files.readString(folder.resolve("qemu/qemu.pid")).strip() + ",";
    return HostCommand.of("ss", "-Hltnp").run().tail().stream()
        .filter(line -> line.contains(owner))
        .map(line -> line.split("\\s+", -1)[3])
        .toList();
  }

  private CreateRequest request(Duration limit) throws IOException, InterruptedException {
    for (String old : List.of("id_ed25519", "id_ed25519.pub")) {
      Files.deleteIfExists(folder.resolve(old));
    }
    SshKeyPair identity = key("id_ed25519");
    SshKeyPair host = key("host");
    Files.delete(folder.resolve("host"));
    Files.delete(folder.resolve("host.pub"));
    return new CreateRequest(
        NAME,
        UID,
        options,
        folder.resolve("id_ed25519"),
        identity.publicKey(),
        host,
        ledger,
        steps,
        Deadline.in(limit, Ticker.system()));
  }

  private SshKeyPair key(String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    HostCommand.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString())
        .run();
    String publicKey = Files.readString(folder.resolve(name + ".pub"), UTF_8).strip();
    return new SshKeyPair(Files.readString(file, UTF_8), publicKey);
  }

  /** What find gives of this machine; others of the user may be found as well. */
  List<OwnedResource> found() throws IOException {
    return driver.find().stream().filter(one -> one.machineUid().equals(UID)).toList();
  }

  void moved(@Nullable HostAccess now) {
    access = now;
  }

  Machine record() {
    MachineSpec spec = new MachineSpec("qemu", options.values(), EngineOptions.defaults());
    Machine machine = Machine.reserved(NAME, UID, "2026-01-01T00:00:00Z", spec);
    Machine known = machine.withLedger(ledger.entries());
    return access == null ? known : known.withAccess(access);
  }

  Deadline in(Duration limit) {
    return Deadline.in(limit, Ticker.system());
  }

  /**
   * Logs in with the client's own ssh, which accepts only the pinned host key; what the command
   * printed.
   */
  List<String> ssh(String command) throws IOException, InterruptedException {
    SshEndpoint ssh = Objects.requireNonNull(Objects.requireNonNull(access).ssh());
    Path known = folder.resolve("known_hosts");
    Files.writeString(
        known, "[" + ssh.host() + "]:" + ssh.port() + " " + ssh.hostKeys().getFirst() + "\n");
    List<String> argv = new ArrayList<>(List.of("ssh", "-F", "none", "-o", "BatchMode=yes"));
    argv.addAll(List.of("-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + known));
    argv.addAll(List.of("-o", "LogLevel=ERROR", "-i", String.valueOf(ssh.identityFile())));
    argv.addAll(List.of("-p", "" + ssh.port(), ssh.user() + "@" + ssh.host(), command));
    HostCommand.Ended ended = HostCommand.of(argv.toArray(String[]::new)).run();
    if (!ended.well()) {
      throw new IOException("ssh ended with " + ended.exit() + ": " + ended.tail());
    }
    return ended.tail();
  }

  /** Walks the ledger backwards, as the core does. */
  void removeAll() throws IOException, InterruptedException {
    for (var resource : ledger.entries().reversed()) {
      driver.delete(record(), resource, in(Duration.ofMinutes(1)));
      ledger.gone(resource);
    }
  }
}
