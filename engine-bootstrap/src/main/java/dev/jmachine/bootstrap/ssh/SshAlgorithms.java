package dev.jmachine.bootstrap.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;

/**
 * The algorithms that we offer. sshj's default still has arcfour, 3DES, hmac-md5 and SHA-1
 * signatures; these are the ones that OpenSSH 6.5 (2014) and later prefer and that the JDK brings
 * along.
 */
final class SshAlgorithms {
  private static final String ED25519 = "ssh-ed25519";
  private static final String ECDSA_256 = "ecdsa-sha2-nistp256";

  private SshAlgorithms() {}

  /**
   * A configuration for one connection.
   *
   * @param hostKeyTypes the host key types to ask for first, as in a public key file; the others
   *     stay in the list, which is also that of the user's keys
   */
  static Config config(List<String> hostKeyTypes) {
    ConfigImpl config = new ConfigImpl();
    config.setVersion("jmachine");
    config.setLoggerFactory(LoggerFactory.DEFAULT);
    config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
    config.setKeyExchangeFactories(
        List.of(new Curve25519SHA256.Factory(), new Curve25519SHA256.FactoryLibSsh()));
    config.setKeyAlgorithms(hostKeys(hostKeyTypes));
    config.setCipherFactories(
        List.of(
            GcmCiphers.AES256GCM(),
            GcmCiphers.AES128GCM(),
            BlockCiphers.AES256CTR(),
            BlockCiphers.AES128CTR()));
    config.setMACFactories(List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm()));
    config.setCompressionFactories(List.of(new NoneCompression.Factory()));
    config.setFileKeyProviderFactories(
        List.of(
            new OpenSSHKeyV1KeyFile.Factory(),
            new PKCS8KeyFile.Factory(),
            new OpenSSHKeyFile.Factory()));
    config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    return config;
  }

  private static List<Factory.Named<KeyAlgorithm>> hostKeys(List<String> types) {
    List<Factory.Named<KeyAlgorithm>> all =
        List.of(
            KeyAlgorithms.EdDSA25519(),
            KeyAlgorithms.ECDSASHANistp256(),
            KeyAlgorithms.ECDSASHANistp384(),
            KeyAlgorithms.RSASHA512(),
            KeyAlgorithms.RSASHA256());
    return Stream.concat(
            all.stream().filter(algorithm -> types.contains(keyType(algorithm.getName()))),
            all.stream().filter(algorithm -> !types.contains(keyType(algorithm.getName()))))
        .toList();
  }

  /** RSA keys are "ssh-rsa" whatever hash signs with them (RFC 8332). */
  private static String keyType(String algorithm) {
    return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
  }

  /** The order in which key types are tried where only a fingerprint is known. */
  static List<List<String>> tries() {
    return List.of(List.of(ED25519), List.of(ECDSA_256), List.of("ssh-rsa"));
  }
}
