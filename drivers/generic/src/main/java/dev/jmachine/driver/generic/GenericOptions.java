package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.OptionType;
import java.util.List;

/** The option table. Names, variables and defaults of the first five are docker-machine's. */
final class GenericOptions {
  static final String IP_ADDRESS = "generic-ip-address";
  static final String SSH_USER = "generic-ssh-user";
  static final String SSH_KEY = "generic-ssh-key";
  static final String SSH_PORT = "generic-ssh-port";
  static final String ENGINE_PORT = "generic-engine-port";
  static final String HOST_KEY = "generic-host-key";
  static final String KNOWN_HOSTS = "generic-known-hosts";
  static final String TRUST_ON_FIRST_USE = "generic-trust-on-first-use";

  static final List<DriverOption> TABLE =
      List.of(
          DriverOption.of(
                  IP_ADDRESS, OptionType.TEXT, "ADDRESS", "Name, IPv4 or IPv6 address of the host")
              .withEnv("GENERIC_IP_ADDRESS"),
          DriverOption.of(
                  SSH_USER,
                  OptionType.TEXT,
                  "USER",
                  "User who logs in: root, or one who may use sudo without a password")
              .withDefault("root")
              .withEnv("GENERIC_SSH_USER"),
          DriverOption.of(
                  SSH_KEY,
                  OptionType.FILE,
                  "FILE",
                  "Private key of that user, without passphrase; else ~/.ssh/id_ed25519, id_ecdsa"
                      + " and id_rsa are tried")
              .withEnv("GENERIC_SSH_KEY"),
          DriverOption.of(SSH_PORT, OptionType.NUMBER, "PORT", "Port of the SSH server")
              .withDefault("22")
              .withEnv("GENERIC_SSH_PORT"),
          DriverOption.of(
                  ENGINE_PORT, OptionType.NUMBER, "PORT", "Port on which the engine will listen")
              .withDefault("2376")
              .withEnv("GENERIC_ENGINE_PORT"),
          DriverOption.of(
                  HOST_KEY,
                  OptionType.LIST,
                  "KEY",
                  "Host key to expect: a public key such as \"ssh-ed25519 AAAA...\", or its"
                      + " SHA256 fingerprint; known_hosts is then not asked")
              .withEnv("GENERIC_HOST_KEY"),
          DriverOption.of(
                  KNOWN_HOSTS,
                  OptionType.FILE,
                  "FILE",
                  "Known hosts file that says which host keys are trusted; else"
                      + " ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts")
              .withEnv("GENERIC_KNOWN_HOSTS"),
          DriverOption.of(
                  TRUST_ON_FIRST_USE,
                  OptionType.FLAG,
                  "",
                  "Take whatever host key the first login shows, where none is known")
              .withEnv("GENERIC_TRUST_ON_FIRST_USE"));

  private GenericOptions() {}
}
