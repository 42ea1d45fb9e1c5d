package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The two key pairs of one create, on the disk in the machine's folder (0600) before a driver is
 * given them: a create that goes on must give its driver the very same, or the host that was made
 * meanwhile knows others. Each is a file and, written last, its public half beside it.
 */
final class CreateKeys {
  private static final String PUBLIC = ".pub";

  private final HostBootstrap bootstrap;
  private final Path folder;

  CreateKeys(HostBootstrap bootstrap, Path folder) {
    this.bootstrap = bootstrap;
    this.folder = folder;
  }

  /** Private key with which we log in. */
  Path identityFile() {
    return folder.resolve(MachineCreation.IDENTITY_FILE);
  }

  SshKeyPair identity() throws IOException {
    return pair(identityFile());
  }

  /** What a driver may place on the host before its first boot. */
  SshKeyPair hostKey() throws IOException {
    return pair(hostKeyFile());
  }

  /** The host has it, or never will: the private half has no business here any more. */
  void forgetHostKey() throws IOException {
    Files.deleteIfExists(hostKeyFile());
    Files.deleteIfExists(publicFile(hostKeyFile()));
  }

  private SshKeyPair pair(Path file) throws IOException {
    try {
      return new SshKeyPair(Files.readString(file), Files.readString(publicFile(file)));
    } catch (NoSuchFileException e) {
      SshKeyPair made = bootstrap.newSshKeyPair();
      PrivateFiles.write(file, made.privateKey());
      PrivateFiles.write(publicFile(file), made.publicKey());
      return made;
    }
  }

  private Path hostKeyFile() {
    return folder.resolve("host_ed25519");
  }

  private static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + PUBLIC);
  }
}
