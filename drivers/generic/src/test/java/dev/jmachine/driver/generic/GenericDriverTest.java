package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericDriverTest {
  private static final MachineName NAME = new MachineName("web-1");

  @TempDir private Path home;
  private final List<ProgressEvent> events = new ArrayList<>();
  private final Map<String, List<String>> options = new HashMap<>();
  private GenericDriver driver;

  @BeforeEach
  void aUserWithAKeyAndKnownHosts() throws IOException {
    driver =
        new GenericDriver(
            new UserFiles(home, home.resolve(".ssh")), home.resolve("ssh_known_hosts"));
    Files.createDirectory(home.resolve(".ssh"));
    writeKey(home.resolve(".ssh/id_rsa"));
    Files.copy(Golden.file("known_hosts.plain"), home.resolve(".ssh/known_hosts"));
    options.put("generic-ip-address", List.of("web.example.com"));
    options.put("generic-ssh-user", List.of("root"));
    options.put("generic-ssh-port", List.of("22"));
    options.put("generic-engine-port", List.of("2376"));
  }

  @Test
  void aKnownHostIsReachedWithAllItsKeysPinned() throws IOException {
    check();
    HostAccess access = access();
    assertThat(access)
        .isEqualTo(
            new HostAccess(
                new SshEndpoint(
                    "web.example.com",
                    22,
                    "root",
                    null,
                    List.of(Golden.key("ed25519"), Golden.key("ecdsa")),
                    false,
                    null),
                "web.example.com",
                2376,
                2376,
                List.of("web.example.com")));
    assertThat(events).isEmpty();
  }

  @Test
  void theOptionsGoIntoTheEndpoint() throws IOException {
    writeKey(home.resolve("deploy"));
    options.put("generic-ip-address", List.of("[2001:db8::7]"));
    options.put("generic-ssh-port", List.of("2222"));
    options.put("generic-ssh-user", List.of("admin"));
    options.put("generic-engine-port", List.of("12376"));
    options.put("generic-ssh-key", List.of("~/deploy"));
    check();
    SshEndpoint ssh = ssh();
    assertThat(ssh.host()).isEqualTo("2001:db8::7");
    assertThat(ssh.port()).isEqualTo(2222);
    assertThat(ssh.user()).isEqualTo("admin");
    assertThat(ssh.identityFile()).isEqualTo(home.resolve("deploy").toString());
    assertThat(ssh.hostKeys()).containsExactly(Golden.key("nat"));
    assertThat(access().engineUrl()).isEqualTo("tcp://[2001:db8::7]:12376");
  }

  @Test
  void anUnknownHostHasNoKeyAndIsNotTrusted() throws IOException {
    options.put("generic-ip-address", List.of("new.example.com"));
    check();
    assertThat(ssh().hostKeys()).isEmpty();
    assertThat(ssh().trustOnFirstUse()).isFalse();
  }

  @Test
  void trustOnFirstUseIsTakenForAnUnknownHostWithAWarning() throws IOException {
    options.put("generic-ip-address", List.of("new.example.com"));
    options.put("generic-trust-on-first-use", List.of("true"));
    check();
    assertThat(ssh().trustOnFirstUse()).isTrue();
    assertThat(events).hasSize(1).first().isInstanceOf(ProgressEvent.Warning.class);
  }

  @Test
  void trustOnFirstUseDoesNotWeakenAKnownHost() throws IOException {
    options.put("generic-trust-on-first-use", List.of("true"));
    assertThat(ssh().trustOnFirstUse()).isFalse();
    assertThat(ssh().hostKeys()).hasSize(2);
  }

  @Test
  void trustOnFirstUseIsRefusedWhereAKeyIsRevoked() throws IOException {
    Files.copy(Golden.file("known_hosts.revoked"), home.resolve("ssh_known_hosts"));
    options.put("generic-ip-address", List.of("new.example.com"));
    options.put("generic-trust-on-first-use", List.of("true"));
    assertRefused(FailureKind.TRUST, "cannot trust new.example.com on first use");
  }

  @Test
  void aGivenFingerprintTakesThePlaceOfKnownHosts() throws IOException {
    String fingerprint = PublicKeyText.fingerprint(Golden.key("nat"));
    options.put("generic-host-key", List.of(fingerprint));
    assertThat(ssh().hostKeys()).containsExactly(new HostKey(fingerprint));
  }

  @Test
  void aGivenKeyMayHaveACommentOrAHostAroundIt() throws IOException {
    HostKey key = Golden.key("nat");
    options.put("generic-host-key", List.of(key + " root@web", "web.example.com " + key));
    assertThat(ssh().hostKeys()).containsExactly(key, key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA256:short",
        "ssh-ed25519 AAAAC3NzaC1lZDI1",
        "ssh-ed25519",
        "ssh-dss AAAAB3NzaC1kc3MAAAAA",
        "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
        ""
      })
  void anythingElseIsNoHostKey(String typed) {
    options.put("generic-host-key", List.of(typed));
    assertRefused(FailureKind.USAGE, "is no host key");
  }

  @Test
  void aGivenKeyThatIsRevokedIsRefused() {
    options.put("generic-ip-address", List.of("retired.example.com"));
    options.put("generic-host-key", List.of(PublicKeyText.fingerprint(Golden.key("old"))));
    assertRefused(FailureKind.TRUST, "the host key of retired.example.com is revoked");
  }

  @Test
  void aCertificateAuthorityIsNoted() throws IOException {
    options.put("generic-ip-address", List.of("a.corp.example.com"));
    check();
    assertThat(events).hasSize(1).first().isInstanceOf(ProgressEvent.Note.class);
  }

  @Test
  void anotherKnownHostsFileIsReadInsteadOfTheUsers() throws IOException {
    options.put("generic-ip-address", List.of("192.0.2.7"));
    options.put("generic-known-hosts", List.of(Golden.file("known_hosts.hashed").toString()));
    assertThat(ssh().hostKeys()).containsExactly(Golden.key("rsa"));
  }

  @Test
  void aNamedKnownHostsFileMustBeThere() {
    options.put("generic-known-hosts", List.of("~/absent"));
    assertRefused(FailureKind.CHECK, "there is no known hosts file " + home.resolve("absent"));
  }

  @Test
  void aFolderIsNoKnownHostsFile() {
    options.put("generic-known-hosts", List.of(home.toString()));
    assertRefused(FailureKind.CHECK, "there is no known hosts file " + home);
  }

  @Test
  void anEmptyValueForKnownHostsIsNone() throws IOException {
    options.put("generic-known-hosts", List.of(""));
    assertThat(ssh().hostKeys()).hasSize(2);
  }

  @Test
  void theKnownHostsOfTheComputerAreReadAsWell() throws IOException {
    Files.delete(home.resolve(".ssh/known_hosts"));
    Files.copy(Golden.file("known_hosts.hashed"), home.resolve("ssh_known_hosts"));
    assertThat(ssh().hostKeys()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "generic-ssh-port, 0",
    "generic-ssh-port, 65536",
    "generic-ssh-port, x",
    "generic-engine-port, 70000",
    "generic-ssh-user, -l",
    "generic-ssh-user, a b",
    "generic-ip-address, ''"
  })
  void badValuesAreUsageFailures(String option, String value) {
    options.put(option, List.of(value));
    assertRefused(FailureKind.USAGE, "");
  }

  @Test
  void theAddressIsRequired() {
    options.remove("generic-ip-address");
    assertRefused(FailureKind.USAGE, "option --generic-ip-address is missing");
  }

  @Test
  void withoutAnyKeyTheCheckSaysWhichOptionToGive() throws IOException {
    Files.delete(home.resolve(".ssh/id_rsa"));
    assertRefused(FailureKind.CHECK, "there is no SSH key in " + home.resolve(".ssh"));
  }

  @Test
  void oneDefaultKeyWithAPassphraseDoesNotHinderAnother() throws IOException {
    Path encrypted = home.resolve(".ssh/id_ed25519");
    writeKey(encrypted, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
    assertThatCode(this::check).doesNotThrowAnyException();
    Files.delete(home.resolve(".ssh/id_rsa"));
    assertRefused(FailureKind.CHECK, "protected by a passphrase");
  }

  @Test
  void thePlanSaysWhatIsThereAndWhereTheTrustComesFrom() throws IOException {
    PlannedResource planned = driver.plan(NAME, values()).getFirst();
    assertThat(planned.name()).isEqualTo("web.example.com");
    assertThat(planned.details())
        .containsEntry("login", "root on port 22")
        .containsEntry("host key", "known_hosts")
        .containsEntry("engine", "tcp://web.example.com:2376")
        .containsEntry("on removal", "the host and its engine are left as they are");
  }

  @Test
  void aHostIsObservedByItsEnginePort() throws Exception {
    try (ServerSocket engine = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = engine.getLocalPort();
      Machine there =
          machine().withAccess(new HostAccess(null, "127.0.0.1", port, port, List.of()));
      assertThat(driver.observe(there)).isInstanceOf(Observed.Seen.class);
      assertThat(driver.observeAll(List.of(there, machine().withPhase(there.phase()))))
          .containsOnlyKeys(NAME);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "STOP", "KILL"})
  void thePowerCannotBeSwitchedAndTheReasonSaysWhatToType(String action) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> driver.power(machine(), PowerAction.valueOf(action), steps(), soon()))
        .withMessageContaining("jmachine ssh NAME sudo poweroff");
  }

  @Test
  void deletingAndFindingTouchNothing() {
    driver.delete(machine(), Resource.intent("host", "t", Map.of()), soon());
    assertThat(driver.find()).isEmpty();
    assertThat(driver.console(machine(), 10)).isEmpty();
  }

  private void assertRefused(FailureKind kind, String message) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(this::check)
        .withMessageContaining(message)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private void check() throws IOException {
    driver.check(NAME, values(), steps());
  }

  private HostAccess access() throws IOException {
    return GenericHost.of(
            values(), new UserFiles(home, home.resolve(".ssh")), home.resolve("ssh_known_hosts"))
        .access();
  }

  private SshEndpoint ssh() throws IOException {
    return Objects.requireNonNull(access().ssh());
  }

  private OptionValues values() {
    return new OptionValues(options);
  }

  private Steps steps() {
    return new Steps(NAME.value(), events::add, () -> 0);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(1), () -> 0);
  }

  private static Machine machine() {
    MachineSpec spec = new MachineSpec("generic", Map.of(), EngineOptions.defaults());
    return Machine.reserved(NAME, "u1", "2026-01-01T00:00:00Z", spec);
  }

  private static void writeKey(Path file) throws IOException {
    writeKey(file, "-----BEGIN PRIVATE KEY-----\n");
  }

  private static void writeKey(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
