package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.driver.SshKeyPair;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes Ed25519 key pairs in OpenSSH's own format (PROTOCOL.key in its sources), which ssh, sshd
 * and sshj all read.
 */
public final class IdentityFile {
  private static final String TYPE = "ssh-ed25519";
  private static final int BLOCK = 8;

  private IdentityFile() {}

  /** A fresh pair; the caller writes it 0600. */
  public static SshKeyPair newPair() {
    KeyPair pair = ed25519();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    byte[] blob = packed(out -> writePublic(out, point));
    byte[] file = packed(out -> writeFile(out, blob, seed, point));
    return new SshKeyPair(pem(file), TYPE + " " + Base64.getEncoder().encodeToString(blob));
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK since 15 has it
    }
  }

  private static void writePublic(DataOutputStream out, byte[] point) throws IOException {
    writeString(out, TYPE.getBytes(StandardCharsets.US_ASCII));
    writeString(out, point);
  }

  private static void writeFile(DataOutputStream out, byte[] blob, byte[] seed, byte[] point)
      throws IOException {
    byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
    out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
    writeString(out, none); // cipher
    writeString(out, none); // key derivation
    writeString(out, new byte[0]);
    out.writeInt(1);
    writeString(out, blob);
    writeString(out, packed(inner -> writePrivate(inner, seed, point)));
  }

  private static void writePrivate(DataOutputStream out, byte[] seed, byte[] point)
      throws IOException {
    int check = new SecureRandom().nextInt();
    out.writeInt(check);
    out.writeInt(check);
    writePublic(out, point);
    writeString(out, concat(seed, point));
    writeString(out, "jmachine".getBytes(StandardCharsets.US_ASCII)); // comment
    for (int pad = 1; out.size() % BLOCK != 0; pad++) {
      out.writeByte(pad);
    }
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static void writeString(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] packed(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static String pem(byte[] file) {
    Base64.Encoder lines = Base64.getMimeEncoder(70, new byte[] {'\n'});
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + lines.encodeToString(file)
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }
}
