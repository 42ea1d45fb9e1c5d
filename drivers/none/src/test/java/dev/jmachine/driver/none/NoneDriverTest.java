package dev.jmachine.driver.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.testkit.FakeTime;
import dev.jmachine.testkit.MemoryLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoneDriverTest {
  private static final MachineName NAME = new MachineName("build");

  @TempDir private Path folder;
  private final FakeTime time = FakeTime.start();
  private final Map<String, List<String>> options = new HashMap<>();
  private final MemoryLedger ledger = new MemoryLedger();
  private NoneDriver driver;

  @BeforeEach
  void anEngineWithCertificates() throws IOException {
    Path store = folder.resolve("store");
    Path home = folder.resolve("home");
    driver =
        new NoneDriver(
            new DriverContext(store, store, Map.of("HOME", home.toString()), time, time, time));
    Files.createDirectories(store.resolve("machines/build"));
    Files.createDirectories(home.resolve("certs"));
    certificate("ca.pem", "-----BEGIN CERTIFICATE-----\nca\n");
    certificate("cert.pem", "-----BEGIN CERTIFICATE-----\ncert\n");
    certificate("key.pem", "-----BEGIN PRIVATE KEY-----\nkey\n");
    options.put("none-url", List.of("tcp://engine.example.com:12376"));
    options.put("none-cert-path", List.of("~/certs"));
  }

  @Test
  void theEngineIsReachedByItsUrlAndThereIsNoLogin() throws IOException {
    assertThat(create())
        .isEqualTo(
            new HostAccess(
                null, "engine.example.com", 12376, 12376, List.of("engine.example.com")));
  }

  @Test
  void theCertificatesAreCopiedForTheirOwnerAlone() throws IOException {
    create();
    for (String name : List.of("ca.pem", "cert.pem", "key.pem")) {
      Path copy = machineFolder().resolve(name);
      assertThat(copy).hasSameTextualContentAs(folder.resolve("home/certs").resolve(name));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theCopiesAreInTheLedgerAndGoWithIt() throws IOException {
    create();
    create();
    assertThat(ledger.entries()).hasSize(1);
    Resource copies = ledger.entries().getFirst();
    assertThat(copies.id()).isEqualTo(machineFolder().toString());
    driver.delete(machine(), copies, soon());
    driver.delete(machine(), copies, soon());
    assertThat(machineFolder()).isEmptyDirectory();
    assertThat(folder.resolve("home/certs/key.pem")).exists();
  }

  @Test
  void withoutAFolderNothingIsCopied() throws IOException {
    options.remove("none-cert-path");
    assertThatCode(this::check).doesNotThrowAnyException();
    create();
    assertThat(machineFolder()).isEmptyDirectory();
    assertThat(ledger.entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ca.pem, nothing, does not hold a certificate",
    "cert.pem, nothing, does not hold a certificate",
    "key.pem, -----BEGIN PUBLIC KEY-----, does not hold a private key",
    "key.pem, -----BEGIN ENCRYPTED PRIVATE KEY-----, is protected by a passphrase"
  })
  void aFileThatIsNotWhatItsNameSaysIsRefused(String name, String text, String why)
      throws IOException {
    certificate(name, text);
    assertRefused(why);
  }

  @ParameterizedTest
  @CsvSource({"ca.pem", "cert.pem", "key.pem"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve("home/certs").resolve(name));
    assertRefused("cannot use " + folder.resolve("home/certs").resolve(name));
  }

  @Test
  void theUrlIsRequired() {
    options.remove("none-url");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(this::check)
        .withMessageContaining("--none-url");
  }

  @Test
  void thePlanSaysWhichEngineAndWhichCertificates() {
    var planned = driver.plan(NAME, new OptionValues(options)).getFirst();
    assertThat(planned.name()).isEqualTo("tcp://engine.example.com:12376");
    assertThat(planned.details())
        .containsEntry("certificates", folder.resolve("home/certs").toString());
  }

  @Test
  void theEngineIsObservedByItsPort() throws Exception {
    try (ServerSocket engine = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = engine.getLocalPort();
      Machine there =
          machine().withAccess(new HostAccess(null, "127.0.0.1", port, port, List.of()));
      assertThat(driver.observe(there)).isInstanceOf(Observed.Seen.class);
      assertThat(driver.observeAll(List.of(there))).containsOnlyKeys(NAME);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereIsNoPowerSwitch(PowerAction action) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> driver.power(machine(), action, steps(), soon()))
        .withMessageContaining(NoneProvider.NO_POWER);
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(this::check)
        .withMessageContaining(message)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CHECK));
  }

  private void check() throws IOException {
    driver.check(NAME, new OptionValues(options), steps());
  }

  private HostAccess create() throws IOException {
    return driver.create(
        new CreateRequest(
            NAME,
            "u1",
            new OptionValues(options),
            folder.resolve("id_ed25519"),
            "ssh-ed25519 AAAA",
            new SshKeyPair("", "ssh-ed25519 AAAA"),
            ledger,
            steps(),
            soon()));
  }

  private void certificate(String name, String text) throws IOException {
    Files.writeString(folder.resolve("home/certs").resolve(name), text);
  }

  private Path machineFolder() {
    return folder.resolve("store/machines/build");
  }

  private static Machine machine() {
    MachineSpec spec = new MachineSpec("none", Map.of(), EngineOptions.defaults());
    return Machine.reserved(NAME, "u1", "2026-01-01T00:00:00Z", spec);
  }

  private Steps steps() {
    return new Steps(NAME.value(), Progress.silent(), time);
  }

  private Deadline soon() {
    return Deadline.in(Duration.ofSeconds(1), time);
  }
}
