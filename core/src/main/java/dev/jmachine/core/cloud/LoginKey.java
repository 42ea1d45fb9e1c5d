package dev.jmachine.core.cloud;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The key with which we log in.
 *
 * @param identityFile path of the private key
 * @param publicKey for the host's authorized_keys, one line
 */
public record LoginKey(String identityFile, String publicKey) {
  /**
   * The machine's own, or the user's where one is named.
   *
   * @param option by which the user names his, for advice
   * @param path of the user's private key, with its public half beside it; null for the machine's
   * @throws MachineFailure USAGE where there is no public half
   */
  public static LoginKey of(CreateRequest request, String option, @Nullable String path) {
    return path == null
        ? new LoginKey(request.identityFile().toString(), request.identityPublicKey())
        : ofTheUser(option, Path.of(path).toAbsolutePath());
  }

  private static LoginKey ofTheUser(String option, Path file) {
    Path publicHalf = file.resolveSibling(file.getFileName() + ".pub");
    try {
      String line = Files.readString(publicHalf).strip();
      if (line.isEmpty() || line.contains("\n")) {
        throw new IOException(publicHalf + " is not one public key");
      }
      return new LoginKey(file.toString(), line);
    } catch (IOException e) {
      throw MachineFailure.usage("cannot use --" + option + " " + file)
          .because(e)
          .hint("ssh-keygen -y -f " + file + " >" + publicHalf);
    }
  }
}
