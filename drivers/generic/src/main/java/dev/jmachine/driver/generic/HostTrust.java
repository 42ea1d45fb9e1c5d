package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which host keys are accepted from a host, and why.
 *
 * @param keys the pinned ones; empty where none is known, and then the bootstrap refuses the host
 * @param onFirstUse whether the key of the first login is taken
 * @param source where the keys come from, for people
 * @param notes what the user should know
 */
record HostTrust(List<HostKey> keys, boolean onFirstUse, String source, List<String> notes) {

  /**
   * Decides from the options and the known_hosts files.
   *
   * @throws MachineFailure USAGE for a value that is no key, CHECK for a named file that is not
   *     there, TRUST for a revoked key
   */
  static HostTrust of(OptionValues options, HostAddress host, int port, List<Path> files)
      throws IOException {
    KnownHosts known = KnownHosts.lookUp(existing(options, files), host.text(), port);
    List<HostKey> given = new ArrayList<>();
    options.list(GenericOptions.HOST_KEY).forEach(text -> given.add(HostKeyOption.parse(text)));
    refuseRevoked(known, given, host);
    if (!given.isEmpty()) {
      return new HostTrust(given, false, "--" + GenericOptions.HOST_KEY, List.of());
    }
    if (!known.keys().isEmpty()) {
      return new HostTrust(known.keys(), false, "known_hosts", notes(known, host));
    }
    return unknown(options, known, host);
  }

  private static HostTrust unknown(OptionValues options, KnownHosts known, HostAddress host) {
    boolean onFirstUse = options.flag(GenericOptions.TRUST_ON_FIRST_USE);
    // whatever key is shown would be taken, and it may be one of the revoked
    if (onFirstUse && !known.revoked().isEmpty()) {
      throw MachineFailure.of(FailureKind.TRUST, "cannot trust " + host.text() + " on first use")
          .because("known_hosts revokes a key of this host")
          .hint(
              "give the fingerprint of its new key: --" + GenericOptions.HOST_KEY + " SHA256:...");
    }
    String source = onFirstUse ? "the first login" : "not known";
    return new HostTrust(List.of(), onFirstUse, source, notes(known, host));
  }

  private static void refuseRevoked(KnownHosts known, List<HostKey> given, HostAddress host) {
    for (HostKey key : given) {
      if (known.revokes(key)) {
        throw MachineFailure.of(FailureKind.TRUST, "the host key of " + host.text() + " is revoked")
            .because("known_hosts revokes " + PublicKeyText.fingerprint(key));
      }
    }
  }

  private static List<String> notes(KnownHosts known, HostAddress host) {
    return known.certAuthority()
        ? List.of(
            "known_hosts names a certificate authority for "
                + host.text()
                + "; jmachine compares host keys only and does not use it")
        : List.of();
  }

  /** A file that was named must be there; the usual ones need not. */
  private static List<Path> existing(OptionValues options, List<Path> files) {
    String named = options.text(GenericOptions.KNOWN_HOSTS);
    for (Path file : files) {
      boolean wanted = named != null && !named.isBlank() && !Files.exists(file);
      if (wanted || Files.isDirectory(file)) {
        throw MachineFailure.check("there is no known hosts file " + file)
            .hint("check --" + GenericOptions.KNOWN_HOSTS);
      }
    }
    return files.stream().filter(Files::exists).toList();
  }
}
