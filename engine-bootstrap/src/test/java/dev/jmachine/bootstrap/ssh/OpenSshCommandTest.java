package dev.jmachine.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSshCommandTest {
  private static final HostKey KEY = new HostKey("ssh-ed25519 AAAA");

  @Test
  void knownHostsNamesThePortWhereItIsNotTheUsualOne() {
    assertThat(command("10.0.0.1", 22).knownHostsText()).isEqualTo("10.0.0.1 ssh-ed25519 AAAA\n");
    assertThat(command("::1", 2222).knownHostsText()).isEqualTo("[::1]:2222 ssh-ed25519 AAAA\n");
  }

  @Test
  void sshReadsNoneOfTheUsersConfigurationAndChecksTheHostKey() {
    List<String> words = command("10.0.0.1", 2222).ssh(List.of("-t"), List.of("ls", "-l"));
    assertThat(words)
        .containsSequence("ssh", "-p", "2222", "-F", "none")
        .contains("StrictHostKeyChecking=yes", "UserKnownHostsFile=\"/a b/known_hosts\"", "-t")
        .endsWith("-l", "me", "--", "10.0.0.1", "ls", "-l");
  }

  @Test
  void aBlockOfAConfigurationFileHoldsTheSameForSeveralLogins() {
    assertThat(command("::1", 2222).configuration("jm-0"))
        .startsWith("Host jm-0\n  HostName ::1\n  Port 2222\n  User me\n")
        .contains("  StrictHostKeyChecking yes\n", "  IdentityFile \"/k\"\n")
        .contains("  UserKnownHostsFile \"/a b/known_hosts\"\n");
  }

  private static OpenSshCommand command(String host, int port) {
    return new OpenSshCommand(
        new SshEndpoint(host, port, "me", "/k", List.of(KEY), false, null),
        Path.of("/a b/known_hosts"));
  }
}
