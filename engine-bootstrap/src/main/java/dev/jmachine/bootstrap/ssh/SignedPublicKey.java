package dev.jmachine.bootstrap.ssh;

import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.KeyedAuthMethod;

/**
 * Public key authentication that signs at once. sshj's own asks first whether the key would do,
 * which costs a round trip and says nothing that the answer to the signature does not (RFC 4252
 * §7).
 */
final class SignedPublicKey extends KeyedAuthMethod {
  SignedPublicKey(KeyProvider key) {
    super("publickey", key);
  }

  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return putSig(putPubKey(super.buildReq().putBoolean(true)));
  }
}
