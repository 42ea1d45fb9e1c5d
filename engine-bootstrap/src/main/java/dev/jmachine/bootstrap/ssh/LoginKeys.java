package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;

/**
 * The keys to log in with: the endpoint's identity file; without one the usual files that exist.
 * Keys of an SSH agent are not used: sshj 0.40 cannot ask one.
 *
 * @param folder where the usual files are: {@code ~/.ssh}
 */
public record LoginKeys(Path folder) {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /** The keys of who runs this program. */
  public static LoginKeys ofThisUser() {
    return new LoginKeys(Path.of(System.getProperty("user.home"), ".ssh"));
  }

  List<AuthMethod> methods(SshEndpoint endpoint) throws IOException {
    String file = endpoint.identityFile();
    if (file != null) {
      return List.of(new SignedPublicKey(read(Path.of(file))));
    }
    return usual();
  }

  /** One key that cannot be used, such as one with a passphrase, does not hinder the others. */
  private List<AuthMethod> usual() throws IOException {
    List<AuthMethod> methods = new ArrayList<>();
    UnusableKey last = new UnusableKey("there is no private key in " + folder, null);
    for (String name : USUAL) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        try {
          methods.add(new SignedPublicKey(read(file)));
        } catch (UnusableKey unusable) {
          last = unusable;
        }
      }
    }
    if (methods.isEmpty()) {
      throw last;
    }
    return methods;
  }

  private static KeyProvider read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new UnusableKey("cannot read the private key " + file, null);
    }
    try (SSHClient reader = new SSHClient(SshAlgorithms.config(List.of()))) {
      KeyProvider key = reader.loadKeys(file.toString());
      key.getPrivate();
      return key;
    } catch (IOException | RuntimeException e) {
      throw new UnusableKey("cannot use the private key " + file + ": " + e.getMessage(), e);
    }
  }
}
