package dev.jmachine.driver.generic;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The private key with which the user logs in. It is used where it lies and never copied: a second
 * copy of a secret is one more to lose.
 */
record IdentityFile(Path path) {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** The user's own keys, tried in this order where none is named; RSA last, as ssh does. */
  static List<IdentityFile> defaults(UserFiles files) {
    return List.of("id_ed25519", "id_ecdsa", "id_rsa").stream()
        .map(name -> new IdentityFile(files.ssh().resolve(name)))
        .toList();
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Looks whether the key can be used.
   *
   * @throws MachineFailure CHECK with the way to mend it
   */
  void check() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw refused(exists() ? "is not a file" : "does not exist")
          .hint("check --" + GenericOptions.SSH_KEY);
    }
    if (!Files.isReadable(path)) {
      throw refused("is not readable by " + System.getProperty("user.name"));
    }
    // first what it is: nobody should be told to chmod a file that is no key
    refuseUnlessPlain(KeyFileForm.of(path));
    if (!onlyOwners()) {
      throw refused("can be read by other users of this computer").hint("chmod 600 " + path);
    }
  }

  private void refuseUnlessPlain(KeyFileForm form) {
    switch (form) {
      case PRIVATE -> {}
      case ENCRYPTED ->
          throw refused("is protected by a passphrase, and jmachine asks for none")
              .hint("ssh-keygen -t ed25519 -N '' -f ~/.ssh/jmachine")
              .hint("ssh-copy-id -i ~/.ssh/jmachine.pub USER@HOST")
              .hint("then: --" + GenericOptions.SSH_KEY + " ~/.ssh/jmachine");
      case PUBLIC -> throw refused("is a public key").hint("name the file without .pub");
      case PUTTY ->
          throw refused("is in PuTTY's format")
              .hint("puttygen " + path + " -O private-openssh-new -o FILE");
      case UNKNOWN -> throw refused("does not hold a private key");
    }
  }

  private boolean onlyOwners() throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, new LinkOption[0]);
    if (view == null) {
      return true;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    return permissions.stream().noneMatch(OTHERS::contains);
  }

  private MachineFailure refused(String why) {
    return MachineFailure.check("cannot use the SSH key " + path).because("it " + why);
  }
}
