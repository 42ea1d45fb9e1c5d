package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;

/**
 * The keys to log in with: the endpoint's identity file; without one those of the user's agent,
 * then the usual files that exist.
 *
 * @param folder where the usual files are: {@code ~/.ssh}
 * @param environment for {@code SSH_AUTH_SOCK}
 */
public record LoginKeys(Path folder, Map<String, String> environment) {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  public LoginKeys {
    environment = Map.copyOf(environment);
  }

  /** The keys of who runs this program. */
  public static LoginKeys ofThisUser() {
    return new LoginKeys(Path.of(System.getProperty("user.home"), ".ssh"), System.getenv());
  }

  List<AuthMethod> methods(SshEndpoint endpoint) throws IOException {
    String file = endpoint.identityFile();
    if (file != null) {
      return List.of(new SignedPublicKey(read(Path.of(file))));
    }
    List<AuthMethod> methods = new ArrayList<>();
    for (String name : USUAL) {
      Path usual = folder.resolve(name);
      if (Files.isReadable(usual)) {
        methods.add(new SignedPublicKey(read(usual)));
      }
    }
    if (methods.isEmpty()) {
      throw new LoginRefused(
          endpoint.user(), new UserAuthException("there is no private key in " + folder));
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
