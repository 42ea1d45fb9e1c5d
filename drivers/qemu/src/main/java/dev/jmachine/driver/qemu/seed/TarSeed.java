package dev.jmachine.driver.qemu.seed;

/** The seed of our own image: a tar that the initrd unpacks over the root file system. */
public final class TarSeed {
  private TarSeed() {}

  /** The archive; secret, since it holds the host key. */
  public static byte[] of(Identity identity) {
    return new Tar()
        .file("etc/hostname", 0644, identity.hostName() + "\n")
        .file("etc/hosts", 0644, "127.0.0.1 localhost\n127.0.1.1 " + identity.hostName() + "\n")
        .file("etc/machine-id", 0444, identity.machineId() + "\n")
        .folder("root/.ssh", 0700)
        .file("root/.ssh/authorized_keys", 0600, identity.authorizedKey() + "\n")
        .file("etc/ssh/ssh_host_ed25519_key", 0600, identity.hostKey().privateKey())
        .file("etc/ssh/ssh_host_ed25519_key.pub", 0644, identity.hostKey().publicKey() + "\n")
        .toBytes();
  }
}
