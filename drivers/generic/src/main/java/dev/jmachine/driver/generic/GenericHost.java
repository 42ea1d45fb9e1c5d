package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host that the options describe.
 *
 * @param address where it is
 * @param sshPort 1 to 65535
 * @param user who logs in
 * @param identity the key that was named, absolute; null for the user's default keys
 * @param enginePort 1 to 65535
 * @param trust its host keys
 */
record GenericHost(
    HostAddress address,
    int sshPort,
    String user,
    @Nullable Path identity,
    int enginePort,
    HostTrust trust) {
  // useradd's names, and "DOMAIN\\user" or "user@REALM" of directory services
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@\\\\+-]*\\$?");

  /**
   * Reads the options.
   *
   * @param systemKnownHosts the known_hosts file of the whole computer
   * @throws MachineFailure USAGE, CHECK or TRUST, as the parts say
   */
  static GenericHost of(OptionValues options, UserFiles files, Path systemKnownHosts)
      throws IOException {
    HostAddress address = HostAddress.parse(options.require(GenericOptions.IP_ADDRESS));
    int sshPort = port(options, GenericOptions.SSH_PORT);
    String key = options.text(GenericOptions.SSH_KEY);
    return new GenericHost(
        address,
        sshPort,
        user(options),
        key == null || key.isBlank() ? null : files.resolve(key),
        port(options, GenericOptions.ENGINE_PORT),
        HostTrust.of(options, address, sshPort, knownHosts(options, files, systemKnownHosts)));
  }

  /** How it is reached. The names are the address alone: the bootstrap adds what the host knows. */
  HostAccess access() {
    SshEndpoint ssh =
        new SshEndpoint(
            address.text(),
            sshPort,
            user,
            identity == null ? null : identity.toString(),
            trust.keys(),
            trust.onFirstUse(),
            null);
    return new HostAccess(ssh, address.text(), enginePort, enginePort, List.of(address.text()));
  }

  private static List<Path> knownHosts(OptionValues options, UserFiles files, Path system) {
    String named = options.text(GenericOptions.KNOWN_HOSTS);
    return named == null || named.isBlank()
        ? List.of(files.ssh().resolve("known_hosts"), system)
        : List.of(files.resolve(named));
  }

  private static String user(OptionValues options) {
    String user = options.require(GenericOptions.SSH_USER);
    if (!USER.matcher(user).matches()) {
      throw MachineFailure.usage("\"" + user + "\" is no user name")
          .hint("check --" + GenericOptions.SSH_USER);
    }
    return user;
  }

  private static int port(OptionValues options, String option) {
    int port = options.number(option);
    if (port < 1 || port > 65535) {
      throw MachineFailure.usage("--" + option + " takes a port from 1 to 65535")
          .because(port + " is none");
    }
    return port;
  }
}
