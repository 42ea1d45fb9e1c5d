package dev.jmachine.cli.doctor;

import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.TlsFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dates and names of a machine's certificates.
 *
 * @param folder the machine's
 * @param now to judge dates by
 */
record CertificateFindings(Machine machine, Path folder, Instant now) {
  private static final String SERVER = "server certificate";

  /** Those on this computer: the authority's, the client's and its key. */
  List<Finding> client() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(file("CA certificate", "ca.pem"));
    findings.add(file("client certificate", "cert.pem"));
    if (!Files.exists(folder.resolve("key.pem"))) {
      findings.add(missing("client key", "key.pem"));
    }
    return findings;
  }

  /**
   * The one on the host.
   *
   * @param pem as the host has it; null where it has none
   */
  Finding server(HostAccess access, @Nullable String pem) {
    if (pem == null) {
      return Finding.broken(
          SERVER, "the host has none of ours", "jmachine provision " + machine.name());
    }
    try {
      CertificateFacts facts = CertificateFacts.of(pem);
      return facts.covers(List.of(access.engineHost()))
          ? dates(SERVER, facts)
          : Finding.broken(
              SERVER,
              "not for " + access.engineHost() + ", but for " + String.join(", ", facts.names()),
              "jmachine provision " + machine.name());
    } catch (TlsFailure e) {
      return damaged(SERVER, e);
    }
  }

  private Finding file(String link, String file) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return missing(link, file);
    }
    try {
      return dates(link, CertificateFacts.of(Files.readString(path)));
    } catch (TlsFailure e) {
      return damaged(link, e);
    }
  }

  private Finding dates(String link, CertificateFacts facts) {
    String until = "valid until " + facts.notAfter();
    if (facts.isExpired(now)) {
      return Finding.broken(link, "ended at " + facts.notAfter(), renewal());
    }
    if (facts.isNotYetValid(now)) {
      return Finding.broken(
          link, "begins at " + facts.notBefore() + "; is this computer's clock right?", "date -u");
    }
    return facts.isRenewalDue(now)
        ? Finding.warning(link, until, renewal())
        : Finding.ok(link, until);
  }

  private Finding missing(String link, String file) {
    return Finding.broken(
        link, file + " is missing in " + folder, "jmachine provision " + machine.name());
  }

  private Finding damaged(String link, TlsFailure e) {
    return Finding.broken(link, String.valueOf(e.getMessage()), renewal());
  }

  private String renewal() {
    return "jmachine regenerate-certs " + machine.name();
  }
}
