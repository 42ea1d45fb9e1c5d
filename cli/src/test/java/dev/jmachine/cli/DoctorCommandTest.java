package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.tls.MachineAuthority;
import dev.jmachine.tls.MachineSubject;
import dev.jmachine.tls.RootAuthority;
import dev.jmachine.tls.SigningRequest;
import dev.jmachine.tls.SubjectAltNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path home;
  private final FakeHostTools host = new FakeHostTools();
  private final TestParts parts = new TestParts().with(host);
  private final MachineAuthority authority = authority(Duration.ZERO);

  @BeforeEach
  void setUp() throws Exception {
    assertThat(caller().run("create", "-d", "fake", "-q", "dev")).isZero();
    write(authority);
    host.showing(server(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")));
  }

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  /** One whose certificates are so much older than now. */
  private static MachineAuthority authority(Duration age) {
    Clock clock = Clock.fixed(TestCaller.NOW.minus(age), ZoneOffset.UTC);
    return RootAuthority.create("alice@laptop", clock, new SecureRandom())
        .issueMachineAuthority(new MachineSubject("dev", "abcdefghijkl"));
  }

  private void write(MachineAuthority issuer) throws Exception {
    Path folder = home.resolve(".jmachine/machines/dev");
    var client = issuer.issueClient("alice@laptop");
    Files.writeString(folder.resolve("ca.pem"), issuer.certificatePem());
    Files.writeString(folder.resolve("cert.pem"), client.certificatePem());
    Files.writeString(folder.resolve("key.pem"), client.keyPem());
  }

  private String server(List<String> names) throws Exception {
    var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return authority
        .issueServer(new SigningRequest(key.getPublic()), SubjectAltNames.forServer(names))
        .chainPem();
  }

  private String examined(int code) {
    TestCaller caller = caller();
    assertThat(caller.run("doctor", "dev")).as(caller.err()).isEqualTo(code);
    return caller.out();
  }

  @Test
  void everyLinkIsLookedAtInOrder() {
    String out = examined(0);
    assertThat(out.lines().filter(line -> !line.startsWith(" ")).map(line -> line.substring(0, 27)))
        .map(String::strip)
        .containsExactly(
            "ok       record",
            "ok       driver",
            "ok       address",
            "ok       port",
            "ok       host key",
            "ok       login",
            "ok       engine",
            "ok       clock",
            "ok       server certificate",
            "ok       CA certificate",
            "ok       client certificate",
            "ok       engine's answer");
  }

  @Test
  void aStoppedHostIsStarted() {
    parts.cloud().setState("dev", MachineState.STOPPED);
    assertThat(examined(1)).contains("fake says Stopped").contains("try: jmachine start dev");
  }

  @Test
  void aHostThatIsGoneIsRemoved() {
    parts.cloud().removeByHand("dev");
    assertThat(examined(1)).contains("the host is gone").contains("try: jmachine rm dev");
  }

  @Test
  void aPortThatIsShutOrSilentIsBroken() {
    host.port(new Observed.TimedOut());
    assertThat(examined(1))
        .contains("broken   port")
        .contains("firewall")
        .contains("TCP port 2376");
    host.port(new Observed.Unreachable("connection refused"));
    assertThat(examined(1)).contains("connection refused").contains("try: jmachine logs dev");
  }

  @Test
  void aDriverThatKnowsNoMoreThanThePortIsNotAsked() {
    parts.with(new FakeProvider(parts.cloud()).named("bare").lacking(Capability.START_STOP, "no"));
    assertThat(caller().run("create", "-d", "bare", "-q", "dev2")).isZero();
    host.port(new Observed.TimedOut());
    TestCaller caller = caller();
    assertThat(caller.run("doctor", "dev2")).isEqualTo(1);
    assertThat(caller.out()).doesNotContain(" driver").contains("try: jmachine ssh dev2");
  }

  @Test
  void aChangedHostKeyIsNotFollowedByALogin() {
    host.failing(
        MachineFailure.of(FailureKind.TRUST, "the host key of 192.0.2.1 has changed").hint("look"));
    assertThat(examined(1))
        .contains("broken   host key")
        .contains("try: look")
        .contains("unknown  login");
  }

  @Test
  void aRefusedLoginLeavesTheHostKeyWell() {
    host.failing(MachineFailure.of(FailureKind.CREDENTIALS, "cannot log in to fake@192.0.2.1"));
    assertThat(examined(1)).contains("ok       host key").contains("broken   login");
  }

  @Test
  void anEngineThatDoesNotRunNamesItsLog() {
    host.engine("failed");
    assertThat(examined(1))
        .contains("broken   engine              installed, but its service is failed")
        .contains("try: jmachine logs dev");
  }

  @Test
  @FaultCase(
      id = {"F41", "F42"},
      sees = "by how much the two clocks differ")
  void aClockThatIsWrongIsSaidSo() {
    host.ahead(Duration.ofMinutes(-10));
    assertThat(examined(1)).contains("broken   clock").contains("600 s slow");
  }

  @Test
  void aServerCertificateForOtherNamesIsBroken() throws Exception {
    host.showing(server(List.of("192.0.2.77")));
    assertThat(examined(1))
        .contains("broken   server certificate  not for 192.0.2.")
        .contains("try: jmachine provision dev");
  }

  @Test
  @FaultCase(id = "F48", sees = "when it ended, and the command that makes new ones over SSH")
  void certificatesThatEndSoonAreAWarningAndEndedOnesAreBroken() throws Exception {
    write(authority(Duration.ofDays(80)));
    assertThat(examined(0)).contains("warning  client certificate");
    write(authority(Duration.ofDays(91)));
    assertThat(examined(1))
        .contains("broken   client certificate  ended at ")
        .contains("try: jmachine regenerate-certs dev");
  }

  @Test
  void everyBrokenLinkHasSomethingToType() {
    host.failing(MachineFailure.of(FailureKind.UNAVAILABLE, "cannot reach 192.0.2.1"));
    parts.mute();
    assertThat(examined(1))
        .containsPattern("broken   login .*\n +try: jmachine ssh dev -v true")
        .containsPattern("broken   engine's answer .*\n +try: jmachine logs dev");
  }

  @Test
  void missingAndDamagedFilesAreNamed() throws Exception {
    Path folder = home.resolve(".jmachine/machines/dev");
    Files.delete(folder.resolve("key.pem"));
    Files.writeString(folder.resolve("ca.pem"), "nonsense");
    assertThat(examined(1))
        .contains("broken   client key")
        .contains("key.pem is missing")
        .contains("broken   CA certificate");
  }

  @Test
  void anEngineThatDoesNotAnswerIsBroken() {
    parts.mute();
    assertThat(examined(1)).contains("broken   engine's answer     the engine does not answer");
  }

  @Test
  void aTruncatedRecordIsTheOnlyFinding() throws Exception {
    Path record = home.resolve(".jmachine/machines/dev/machine.json");
    Files.writeString(record, Files.readString(record).substring(0, 40));
    assertThat(examined(1)).startsWith("broken   record").doesNotContain("driver");
  }

  @Test
  void aDriverThatIsNotThereIsNamed() throws Exception {
    Path record = home.resolve(".jmachine/machines/dev/machine.json");
    Files.writeString(record, Files.readString(record).replace("\"fake\"", "\"gone\""));
    assertThat(examined(1)).contains("broken   driver").contains("unknown driver \"gone\"");
  }

  @Test
  void aMachineThatDoesNotExistIsAFailure() {
    TestCaller caller = caller();
    assertThat(caller.run("doctor", "dve")).isEqualTo(1);
    assertThat(caller.err()).contains("did you mean \"dev\"?");
  }

  @Test
  void jsonHoldsTheSame() {
    parts.cloud().setState("dev", MachineState.STOPPED);
    TestCaller caller = caller();
    assertThat(caller.run("doctor", "dev", "-o", "json")).isEqualTo(1);
    assertThat(caller.out().replaceAll("\\s+", ""))
        .startsWith("{\"machine\":\"dev\",\"healthy\":false,\"links\":[{\"link\":\"record\",")
        .contains("\"health\":\"broken\"")
        .contains("\"try\":[\"jmachinestartdev\"]");
  }
}
