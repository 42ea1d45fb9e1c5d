package dev.jmachine.core.driver;

/**
 * An SSH key pair that we made for one machine.
 *
 * @param privateKey secret, in OpenSSH's format ("openssh-key-v1"), ends with a line feed
 * @param publicKey "ssh-ed25519 AAAA…", no comment and no line feed
 */
public record SshKeyPair(String privateKey, String publicKey) {
  /** Never shows the private key. */
  @Override
  public String toString() {
    return "SshKeyPair[" + publicKey + "]";
  }
}
