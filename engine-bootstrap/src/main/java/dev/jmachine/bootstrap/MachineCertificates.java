package dev.jmachine.bootstrap;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.tls.CaBundle;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.ClientCertificate;
import dev.jmachine.tls.ClientTls;
import dev.jmachine.tls.MachineAuthority;
import dev.jmachine.tls.MachineSubject;
import dev.jmachine.tls.PemFiles;
import dev.jmachine.tls.RootAuthority;
import dev.jmachine.tls.TlsFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One machine's authority and client certificate, kept in its folder: {@code machine-ca.pem} (the
 * authority with its key), {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as Docker's
 * clients want them.
 */
final class MachineCertificates {
  private static final String AUTHORITY = "machine-ca.pem";

  private final BootstrapContext context;
  private final Path folder;
  private final MachineAuthority authority;

  private MachineCertificates(BootstrapContext context, Path folder, MachineAuthority authority) {
    this.context = context;
    this.folder = folder;
    this.authority = authority;
  }

  /** Whether the folder has an authority; else its machine has had no bootstrap yet. */
  static boolean exist(Path folder) {
    return Files.exists(folder.resolve(AUTHORITY));
  }

  static MachineCertificates read(BootstrapContext context, Machine machine, Path folder)
      throws IOException {
    MachineAuthority authority =
        MachineAuthority.parse(
            PemFiles.read(folder.resolve(AUTHORITY)),
            subject(machine),
            context.clock(),
            context.random());
    return new MachineCertificates(context, folder, authority);
  }

  /** Makes a new authority, whatever the folder has, and writes it there. */
  static MachineCertificates anew(
      BootstrapContext context, Machine machine, Path folder, RootAuthority root)
      throws IOException {
    MachineAuthority authority = root.issueMachineAuthority(subject(machine));
    PemFiles.writePrivate(folder.resolve(AUTHORITY), authority.toPem());
    return new MachineCertificates(context, folder, authority);
  }

  private static MachineSubject subject(Machine machine) {
    return new MachineSubject(machine.name(), machine.uid());
  }

  MachineAuthority authority() {
    return authority;
  }

  /** What the daemon and the client trust. */
  String ca() {
    return authority.certificatePem();
  }

  /** What both trust while clients of the old authority are still about. */
  String caWith(String old) {
    return CaBundle.parse(old).with(authority).toPem();
  }

  /**
   * Writes the client's files where they are missing, of another authority, or near their end, and
   * returns the end of the client's certificate.
   */
  CertificateFacts writeClientFiles() throws IOException {
    Path certificate = folder.resolve("cert.pem");
    if (!isGoodClient(certificate)) {
      ClientCertificate client = authority.issueClient(context.owner());
      PemFiles.writePrivate(folder.resolve("key.pem"), client.keyPem());
      PemFiles.writePrivate(certificate, client.certificatePem());
    }
    PemFiles.writePrivate(folder.resolve("ca.pem"), ca());
    return CertificateFacts.of(PemFiles.read(certificate));
  }

  /**
   * Whether the authority issued this chain's first certificate, with more than a third to live.
   */
  boolean isGood(String chain, CaBundle.Use use) {
    Instant now = context.clock().instant();
    try {
      CaBundle.parse(ca()).verify(chain, use, now);
      return !CertificateFacts.of(chain).isRenewalDue(now);
    } catch (TlsFailure e) {
      return false;
    }
  }

  private boolean isGoodClient(Path certificate) throws IOException {
    Path key = folder.resolve("key.pem");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    String chain = PemFiles.read(certificate);
    return isGood(chain, CaBundle.Use.CLIENT) && isPair(chain, PemFiles.read(key));
  }

  private boolean isPair(String chain, String key) {
    try {
      ClientTls.of(ca(), chain, key);
      return true;
    } catch (TlsFailure e) {
      return false;
    }
  }
}
