package dev.jmachine.tls;

import static dev.jmachine.tls.Certs.CLOCK;
import static dev.jmachine.tls.Certs.NOW;
import static dev.jmachine.tls.Certs.RANDOM;
import static dev.jmachine.tls.Certs.WEB;
import static dev.jmachine.tls.Failures.assertFails;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityStoreTest {
  @TempDir Path home;
  private Path certs;

  @BeforeEach
  void nameTheFolder() {
    certs = home.resolve("jm home/certs");
  }

  @Test
  void theFirstOpeningMakesARootAndLaterOnesFindIt() throws Exception {
    RootAuthority made = open();
    assertThat(open().certificatePem()).isEqualTo(made.certificatePem());
    assertThat(Files.readString(certs.resolve("ca.pem"))).isEqualTo(made.certificatePem());
    MachineAuthority machine = open().issueMachineAuthority(WEB);
    assertThat(machine.facts().isCa()).isTrue();
  }

  @Test
  void onlyTheUserCanReadWhatIsKept() throws Exception {
    open();
    assertThat(permissions(certs)).isEqualTo("rwx------");
    assertThat(permissions(certs.resolveSibling("."))).isEqualTo("rwx------");
    for (String file : filesIn(certs)) {
      assertThat(permissions(certs.resolve(file))).as(file).isEqualTo("rw-------");
    }
    assertThat(filesIn(certs)).containsExactly(".lock", "ca-key.pem", "ca.pem");
  }

  @Test
  void theKeyStandsThereInPlainPkcs8WhenNoPassphraseIsGiven() throws Exception {
    open();
    assertThat(keyText()).startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void aPassphraseEncryptsTheKeyAndOpensItAgain() throws Exception {
    RootAuthority made = open("pässword \u2713");
    assertThat(keyText()).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    assertThat(keyText()).doesNotContain("BEGIN PRIVATE");
    assertThat(open("pässword \u2713").certificatePem()).isEqualTo(made.certificatePem());
  }

  @Test
  void aWrongPassphraseOrNoneIsSaidAndChangesNothing() throws Exception {
    open("right");
    String before = keyText();
    assertFails(Kind.WRONG_PASSPHRASE, () -> open("wrong"));
    assertFails(Kind.PASSPHRASE_NEEDED, this::open).hasMessageContaining("encrypted");
    assertFails(Kind.PASSPHRASE_NEEDED, () -> open(""));
    assertThat(keyText()).isEqualTo(before);
  }

  @Test
  void anEmptyPassphraseNeverLeavesAPlainKey() {
    assertFails(Kind.PASSPHRASE_NEEDED, () -> open("")).hasMessageContaining("empty");
    assertThat(certs).doesNotExist();
  }

  @Test
  void thePassphraseIsOverwrittenAfterUse() throws Exception {
    char[] passphrase = "secret".toCharArray();
    store(CLOCK).open("a@b", purpose -> Optional.of(passphrase));
    assertThat(passphrase).containsOnly('\0');
  }

  @Test
  void nobodyIsAskedForThePassphraseOfAPlainKey() throws Exception {
    open();
    store(CLOCK)
        .open(
            "a@b",
            purpose -> {
              throw new AssertionError("asked");
            });
  }

  @Test
  void anExpiredRootIsReportedAndStays() throws Exception {
    String before = open().certificatePem();
    Instant later = NOW.plus(RootAuthority.LIFE).plusSeconds(1);
    assertFails(Kind.EXPIRED, () -> store(Certs.at(later)).open("a@b", PassphraseSource.none()))
        .hasMessageContaining("expired on 2036-11-22T12:00:00Z")
        .hasMessageContaining("ca.pem");
    assertThat(open().certificatePem()).isEqualTo(before);
  }

  @Test
  void theWayOutOfAnExpiredRootCanBeTyped() throws Exception {
    open();
    Clock later = Certs.at(NOW.plus(RootAuthority.LIFE).plusSeconds(1));
    assertThatThrownBy(() -> store(later).open("a@b", PassphraseSource.none()))
        .isInstanceOfSatisfying(
            TlsFailure.class,
            e -> assertThat(e.hint()).isEqualTo("mv '" + certs + "' '" + certs + ".old'"));
  }

  @Test
  void aClockBeforeTheRootsStartIsReported() throws Exception {
    open();
    Clock early = Certs.at(NOW.minusSeconds(4000));
    assertFails(Kind.NOT_YET_VALID, () -> store(early).open("a@b", PassphraseSource.none()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx--x--x", "rwxrwxrwx"})
  void aFolderThatOthersCanEnterIsRefused(String permissions) throws Exception {
    open();
    Files.setPosixFilePermissions(certs, fromString(permissions));
    assertFails(Kind.EXPOSED, this::open).hasMessageContaining(permissions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
  void aKeyThatOthersCanReadIsRefused(String permissions) throws Exception {
    open();
    Files.setPosixFilePermissions(certs.resolve("ca-key.pem"), fromString(permissions));
    assertFails(Kind.EXPOSED, this::open).hasMessageContaining("ca-key.pem");
  }

  @Test
  void anOpenFolderIsRefusedBeforeARootIsMadeInIt() throws Exception {
    Files.createDirectories(certs);
    Files.setPosixFilePermissions(certs, fromString("rwxrwxrwx"));
    assertFails(Kind.EXPOSED, this::open);
    assertThat(filesIn(certs)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.pem", "ca-key.pem"})
  void damageIsReportedAndNeverRepairedByANewRoot(String file) throws Exception {
    open();
    String whole = Files.readString(certs.resolve(file));
    for (String damaged :
        List.of("", "x", "\u00e9", whole.substring(0, 80), whole.replaceAll("[A-M]", "N"))) {
      Files.writeString(certs.resolve(file), damaged);
      assertFails(Kind.DAMAGED, this::open).hasMessageContaining(certs.resolve(file).toString());
      assertThat(Files.readString(certs.resolve(file))).isEqualTo(damaged);
    }
    Files.delete(certs.resolve(file));
    assertFails(Kind.DAMAGED, this::open).hasMessageContaining(file);
  }

  @Test
  void anEncryptedKeyThatIsDamagedIsReportedAsSuch() throws Exception {
    open("right");
    String whole = keyText();
    for (String damaged : List.of(whole.substring(0, 200), whole.replaceFirst("MI..", "MIAA"))) {
      Files.writeString(certs.resolve("ca-key.pem"), damaged);
      assertFails(Kind.DAMAGED, () -> open("right")).hasMessageContaining("ca-key.pem");
    }
  }

  @Test
  void theKeyOfAnotherRootIsNoticed() throws Exception {
    open();
    Files.writeString(
        certs.resolve("ca-key.pem"), PrivateKeys.pem(Certs.ec("secp256r1").getPrivate()));
    assertFails(Kind.DAMAGED, this::open).hasMessageContaining("not that of the certificate");
  }

  @Test
  void aCertificateThatIsNoAuthorityIsRefused() throws Exception {
    open();
    ClientCertificate client = open().issueMachineAuthority(WEB).issueClient("a@b");
    Files.writeString(certs.resolve("ca.pem"), client.certificatePem());
    Files.writeString(certs.resolve("ca-key.pem"), client.keyPem());
    assertFails(Kind.DAMAGED, this::open).hasMessageContaining("not a root CA made by jmachine");
  }

  @Test
  void theCaOfDockerMachineIsNotUsedAsARoot() throws Exception {
    open();
    Files.writeString(certs.resolve("ca-key.pem"), Pem.encode("RSA PRIVATE KEY", new byte[99]));
    assertFails(Kind.DAMAGED, this::open).hasMessageContaining("docker-machine");
  }

  @Test
  void whatWasInterruptedWhileWritingIsThrownAway() throws Exception {
    stage(".root-new", "ca-key.pem", "half a k");
    open();
    assertThat(filesIn(certs)).containsExactly(".lock", "ca-key.pem", "ca.pem");
  }

  @Test
  void whatWasInterruptedAfterWritingIsFinished() throws Exception {
    RootAuthority root = Certs.root();
    stage(".root-ready", "ca-key.pem", PrivateKeys.pem(root.issuer().key()));
    stage(".root-ready", "ca.pem", root.certificatePem());
    assertThat(open().certificatePem()).isEqualTo(root.certificatePem());
    assertThat(filesIn(certs)).containsExactly(".lock", "ca-key.pem", "ca.pem");
  }

  @Test
  void whatWasInterruptedBetweenTheTwoFilesIsFinished() throws Exception {
    RootAuthority root = Certs.root();
    stage(".root-ready", "ca.pem", root.certificatePem());
    stage(".", "ca-key.pem", PrivateKeys.pem(root.issuer().key()));
    assertThat(open().certificatePem()).isEqualTo(root.certificatePem());
    assertThat(filesIn(certs)).containsExactly(".lock", "ca-key.pem", "ca.pem");
  }

  @Test
  void whatWasInterruptedWhenOnlyTheEmptyFolderWasLeftIsFinished() throws Exception {
    String before = open().certificatePem();
    PemFiles.createFolder(certs.resolve(".root-ready"));
    assertThat(open().certificatePem()).isEqualTo(before);
    assertThat(filesIn(certs)).containsExactly(".lock", "ca-key.pem", "ca.pem");
  }

  @Test
  void manyThreadsEndWithOneRoot() throws Exception {
    Callable<String> opening = () -> open().certificatePem();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> roots =
          threads.invokeAll(Stream.generate(() -> opening).limit(20).toList());
      assertThat(roots.stream().map(Future::resultNow).distinct()).hasSize(1);
    }
  }

  @Test
  void anInterruptedThreadMakesNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::open).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(certs.resolve("ca-key.pem")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsReported() throws Exception {
    Files.createDirectories(home.resolve("jm home"));
    Files.writeString(certs, "a file");
    Files.setPosixFilePermissions(certs, fromString("rw-------"));
    assertFails(Kind.STORAGE, this::open).hasMessageContaining(certs.toString());
  }

  private RootAuthority open() throws InterruptedException {
    return store(CLOCK).open("alice@laptop", PassphraseSource.none());
  }

  private RootAuthority open(String passphrase) throws InterruptedException {
    return store(CLOCK).open("alice@laptop", purpose -> Optional.of(passphrase.toCharArray()));
  }

  private AuthorityStore store(Clock clock) {
    return new AuthorityStore(certs, clock, RANDOM);
  }

  private void stage(String folder, String file, String text) throws IOException {
    PemFiles.createFolder(certs.resolve(folder).normalize());
    PemFiles.createPrivate(certs.resolve(folder).resolve(file), text);
  }

  private String keyText() throws IOException {
    return Files.readString(certs.resolve("ca-key.pem"));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
