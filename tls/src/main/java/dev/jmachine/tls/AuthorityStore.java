package dev.jmachine.tls;

import dev.jmachine.tls.PassphraseSource.Purpose;
import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Keeps the user's root in a folder: {@code ca.pem} and {@code ca-key.pem}, the key encrypted where
 * the user gave a passphrase. Any number of processes may open it at once: one of them makes the
 * root, and all end with that one. An interrupted making leaves nothing half-made; a root that is
 * expired or damaged is reported and never replaced.
 */
public final class AuthorityStore {
  private final RootFiles files;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * Touches nothing yet.
   *
   * @param folder made, 0700, with the first root
   */
  public AuthorityStore(Path folder, Clock clock, SecureRandom random) {
    this.files = new RootFiles(folder);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens the root, or makes it where there is none.
   *
   * @param owner {@code user@computer}, for the subject of a new root
   * @param passphrases asked only when a new key is to be made or an encrypted one opened
   * @throws TlsFailure of the kinds PASSPHRASE_NEEDED, WRONG_PASSPHRASE, DAMAGED, EXPOSED, EXPIRED,
   *     NOT_YET_VALID and STORAGE
   */
  public RootAuthority open(String owner, PassphraseSource passphrases)
      throws InterruptedException {
    try {
      return files.arePresent() ? read(passphrases) : make(owner, passphrases);
    } catch (ClosedByInterruptException | FileLockInterruptionException e) {
      throw interruption(e);
    } catch (IOException e) {
      throw new TlsFailure(
          Kind.STORAGE,
          "the root CA cannot be kept in " + files.folder() + ": " + e,
          "make room or give rights there, then run the command again",
          e);
    }
  }

  private RootAuthority make(String owner, PassphraseSource passphrases)
      throws IOException, InterruptedException {
    try (Passphrase passphrase = Passphrase.ask(passphrases, Purpose.PROTECT_NEW_KEY)) {
      RootAuthority root = RootAuthority.create(owner, clock, random);
      boolean first = files.create(root.certificatePem(), keyPem(root, passphrase));
      return first ? root : decode(PemFiles.read(files.key()), passphrase);
    }
  }

  private RootAuthority read(PassphraseSource passphrases) throws IOException {
    PemFiles.requirePrivate(files.key());
    String keyPem = PemFiles.read(files.key());
    PassphraseSource asked =
        Pem.holds(Pem.ENCRYPTED_PRIVATE_KEY, keyPem) ? passphrases : PassphraseSource.none();
    try (Passphrase passphrase = Passphrase.ask(asked, Purpose.UNLOCK_KEY)) {
      return decode(keyPem, passphrase);
    }
  }

  private RootAuthority decode(String keyPem, Passphrase passphrase) throws IOException {
    String certificatePem = PemFiles.read(files.certificate());
    X509Certificate certificate = in(files.certificate(), () -> Certificates.first(certificatePem));
    requireOurs(certificate, keyPem);
    Validity.of(certificate).requireNow(clock, files.certificate().toString(), files.startAnew());
    PrivateKey key =
        in(files.key(), () -> PrivateKeys.requirePair(key(keyPem, passphrase), certificate));
    return new RootAuthority(new Issuer(certificate, key, clock, random));
  }

  private static PrivateKey key(String pem, Passphrase passphrase) {
    if (Pem.holds(Pem.ENCRYPTED_PRIVATE_KEY, pem)) {
      return EncryptedKeys.parse(pem, passphrase.characters());
    }
    return PrivateKeys.parse(pem);
  }

  private <T> T in(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TlsFailure e) {
      throw e.in(file, files.restoreOrStartAnew());
    }
  }

  private String keyPem(RootAuthority root, Passphrase passphrase) {
    PrivateKey key = root.issuer().key();
    return passphrase.isGiven()
        ? EncryptedKeys.pem(key, passphrase.characters(), random)
        : PrivateKeys.pem(key);
  }

  /**
   * Every engine that docker-machine set up trusts its CA, and so would trust all of our clients.
   */
  private void requireOurs(X509Certificate certificate, String keyPem) {
    if (certificate.getBasicConstraints() != RootAuthority.PATH_LENGTH
        || Pem.holds("RSA PRIVATE KEY", keyPem)) {
      throw new TlsFailure(
          Kind.DAMAGED,
          files.certificate() + " is not a root CA made by jmachine, but by docker-machine or so",
          "keep jmachine's files in another folder (JMACHINE_HOME), or: " + files.startAnew());
    }
  }

  private static InterruptedException interruption(IOException cause) {
    Thread.interrupted(); // the exception says it from here on
    InterruptedException interruption = new InterruptedException();
    interruption.initCause(cause);
    return interruption;
  }
}
