package dev.jmachine.bootstrap.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginKeysTest {
  @TempDir private Path folder;

  @Test
  void allUsualKeysAreTried() throws IOException {
    write("id_ed25519", IdentityFile.newPair().privateKey());
    write("id_rsa", IdentityFile.newPair().privateKey());
    assertThat(keys().methods(endpoint(null))).hasSize(2);
  }

  @Test
  void aKeyThatCannotBeUsedDoesNotHinderTheOthers() throws IOException {
    write("id_ed25519", "not a key");
    write("id_rsa", IdentityFile.newPair().privateKey());
    assertThat(keys().methods(endpoint(null))).hasSize(1);
  }

  @Test
  void whereNoUsualKeyCanBeUsedTheFailureNamesOne() throws IOException {
    write("id_ecdsa", "not a key");
    assertThatExceptionOfType(UnusableKey.class)
        .isThrownBy(() -> keys().methods(endpoint(null)))
        .withMessageContaining(folder.resolve("id_ecdsa").toString());
  }

  @Test
  void withoutAnyKeyTheFolderIsNamed() {
    assertThatExceptionOfType(UnusableKey.class)
        .isThrownBy(() -> keys().methods(endpoint(null)))
        .withMessageContaining("there is no private key in " + folder);
  }

  @Test
  void aNamedKeyIsTheOnlyOneTried() throws IOException {
    write("id_rsa", IdentityFile.newPair().privateKey());
    write("mine", IdentityFile.newPair().privateKey());
    assertThat(keys().methods(endpoint(folder.resolve("mine")))).hasSize(1);
    assertThatExceptionOfType(UnusableKey.class)
        .isThrownBy(() -> keys().methods(endpoint(folder.resolve("absent"))))
        .withMessageContaining("absent");
  }

  private LoginKeys keys() {
    return new LoginKeys(folder);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static SshEndpoint endpoint(@Nullable Path identity) {
    String file = identity == null ? null : identity.toString();
    return new SshEndpoint("127.0.0.1", 22, "root", file, List.of(), false, null);
  }
}
