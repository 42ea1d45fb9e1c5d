package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key with which we log in.
 *
 * @param identityFile path of the private key
 * @param publicKey for the host's authorized_keys, one line
 */
record LoginKey(String identityFile, String publicKey) {
  /** The machine's own, or the user's where one is named. */
  static LoginKey of(CreateRequest request, AwsSettings settings) {
    String path = settings.text(AwsOptions.SSH_KEY);
    return path == null
        ? new LoginKey(request.identityFile().toString(), request.identityPublicKey())
        : ofTheUser(Path.of(path).toAbsolutePath());
  }

  private static LoginKey ofTheUser(Path file) {
    Path publicHalf = file.resolveSibling(file.getFileName() + ".pub");
    try {
      String line = Files.readString(publicHalf).strip();
      if (line.isEmpty() || line.contains("\n")) {
        throw new IOException(publicHalf + " is not one public key");
      }
      return new LoginKey(file.toString(), line);
    } catch (IOException e) {
      throw MachineFailure.usage("cannot use --" + AwsOptions.SSH_KEY + " " + file)
          .because(e)
          .hint("ssh-keygen -y -f " + file + " >" + publicHalf);
    }
  }
}
