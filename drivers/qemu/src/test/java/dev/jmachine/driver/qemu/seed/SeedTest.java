package dev.jmachine.driver.qemu.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.driver.qemu.host.HostCommand;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedTest {
  private static final Identity IDENTITY =
      new Identity(
          "dev",
          new UUID(1, 2),
          "ssh-ed25519 LOGIN",
          new SshKeyPair(
              "-----BEGIN X-----\nhost: 'secret'\n-----END X-----\n", "ssh-ed25519 HOST"));

  @Test
  void theTarUnpacksWithTheModesThatSshWants(@TempDir Path folder) throws Exception {
    Path tar = Files.write(folder.resolve("seed.tar"), TarSeed.of(IDENTITY));
    assertThat(Files.size(tar) % 512).isZero();
    HostCommand.Ended listed = HostCommand.of("tar", "-tvf", tar.toString()).run();
    assertThat(listed.exit()).isZero();
    assertThat(listed.tail())
        .anyMatch(line -> line.matches("-rw-------.* root/root .* etc/ssh/ssh_host_ed25519_key"))
        .anyMatch(line -> line.matches("drwx------.* root/root .* root/.ssh/"));
    HostCommand.of("tar", "-C", folder.toString(), "-xf", tar.toString()).run();
    assertThat(folder.resolve("root/.ssh/authorized_keys")).hasContent("ssh-ed25519 LOGIN");
    assertThat(folder.resolve("etc/ssh/ssh_host_ed25519_key"))
        .hasContent(IDENTITY.hostKey().privateKey());
    assertThat(folder.resolve("etc/machine-id")).hasContent("00000000000000010000000000000002");
  }

  @Test
  void theCloudSeedIsAConfigOfOneUserAndOneHostKey() {
    NoCloudSeed seed = NoCloudSeed.of(IDENTITY);
    assertThat(seed.userData()).startsWith("#cloud-config\n");
    Map<?, ?> config = json(seed.userData().substring("#cloud-config\n".length()));
    assertThat(config.get("ssh_keys"))
        .isEqualTo(
            Map.of(
                "ed25519_private",
                IDENTITY.hostKey().privateKey(),
                "ed25519_public",
                "ssh-ed25519 HOST"));
    assertThat(config.get("users"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
        .singleElement()
        .satisfies(
            user ->
                assertThat(user.get("ssh_authorized_keys"))
                    .isEqualTo(List.of("ssh-ed25519 LOGIN")));
    assertThat(json(seed.metaData()).get("instance-id")).isEqualTo(new UUID(1, 2).toString());
  }

  @Test
  void laterBootsHaveTheSameInstanceAndNoSecret() {
    NoCloudSeed later = NoCloudSeed.of(IDENTITY).withoutSecret();
    assertThat(later.metaData()).isEqualTo(NoCloudSeed.of(IDENTITY).metaData());
    assertThat(later.userData()).doesNotContain("secret");
  }

  private static Map<?, ?> json(String text) {
    return (Map<?, ?>) Jsonb.builder().build().type(Object.class).fromJson(text);
  }
}
