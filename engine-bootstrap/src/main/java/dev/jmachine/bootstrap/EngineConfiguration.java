package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.CaBundle;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.SigningRequest;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts certificates and configuration on the host and has the engine restarted if that is needed.
 */
final class EngineConfiguration {
  private static final String TITLE = "Configuring engine";

  private final HostLink link;
  private final Machine machine;
  private final Steps steps;
  private final Deadline deadline;

  EngineConfiguration(HostLink link, Machine machine, Steps steps, Deadline deadline) {
    this.link = link;
    this.machine = machine;
    this.steps = steps;
    this.deadline = deadline;
  }

  /**
   * Asks the host for a signing request; it makes its key if it has none.
   *
   * @param next for a second key beside the one in use
   */
  ScriptResult request(boolean next) throws IOException, InterruptedException {
    Map<String, String> values = Map.of("JM_NAME", machine.name(), "JM_NEXT", next ? "yes" : "no");
    return link.run(Scripts.of("make-server-key", values), deadline, line -> {});
  }

  /** The request in a result. */
  SigningRequest signingRequest(ScriptResult result) {
    String pem = result.text("csr");
    if (result.exitCode() != 0 || pem == null) {
      throw Failures.of(result, "the host cannot make a key for its engine", machine);
    }
    return SigningRequest.parse(pem);
  }

  /**
   * The chain for the engine: the present one where it is good, of this key and for these names;
   * else a new one.
   */
  String serverChain(MachineCertificates certificates, SigningRequest request, HostFacts host) {
    ServerNames names = ServerNames.of(machine, host);
    String present = host.files().certificate();
    if (present != null
        && isOfKey(present, request)
        && certificates.isGood(present, CaBundle.Use.SERVER)
        && CertificateFacts.of(present).covers(names.required())) {
      return present;
    }
    return certificates.authority().issueServer(request, names.all()).chainPem();
  }

  private static boolean isOfKey(String chain, SigningRequest request) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var leaf =
          factory.generateCertificate(
              new java.io.ByteArrayInputStream(
                  chain.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
      return java.util.Arrays.equals(
          leaf.getPublicKey().getEncoded(), request.publicKey().getEncoded());
    } catch (CertificateException e) {
      return false; // a damaged file is replaced
    }
  }

  /**
   * Puts the files in place.
   *
   * @param plan from {@link ConfigurationPlan}
   * @param ca what the daemon trusts
   * @param chain what it shows
   * @param nextKey whether to switch to the second key
   * @return whether the engine was restarted or started
   */
  boolean apply(Map<String, String> plan, String ca, String chain, boolean nextKey)
      throws IOException, InterruptedException {
    Map<String, String> values = new TreeMap<>(plan);
    values.put("JM_CA", ca);
    values.put("JM_CERT", chain);
    values.put("JM_NEXT_KEY", nextKey ? "yes" : "no");
    ScriptResult result =
        link.run(
            Scripts.of("configure-engine", values), deadline, line -> steps.detail(TITLE, line));
    if (result.exitCode() != 0) {
      throw Failures.of(result, "cannot configure the engine", machine);
    }
    return "yes".equals(result.value("restarted"));
  }
}
