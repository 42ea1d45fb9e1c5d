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
  void scpBracketsAnIpv6Address() {
    OpenSshCommand command = command("::1", 22);
    assertThat(command.remote("/tmp/x")).isEqualTo("me@[::1]:/tmp/x");
    assertThat(command.scp(List.of("-r"), List.of("a", command.remote("b"))))
        .startsWith("scp", "-P", "22")
        .endsWith("-r", "--", "a", "me@[::1]:b");
  }

  private static OpenSshCommand command(String host, int port) {
    return new OpenSshCommand(
        new SshEndpoint(host, port, "me", "/k", List.of(KEY), false, null),
        Path.of("/a b/known_hosts"));
  }
}
