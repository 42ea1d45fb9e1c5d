package dev.jmachine.tls;

import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** A TLS handshake of two engines in memory, without a network. */
final class Handshake {
  private static final char[] PASSWORD = {'t'};

  private final SSLEngine client;
  private final SSLEngine server;
  private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);

  Handshake(SSLEngine client, SSLEngine server) {
    this.client = client;
    this.server = server;
  }

  /** A server as dockerd is one: shows its chain, requires a client of that authority. */
  static SSLEngine server(String chainPem, PrivateKey key, String caPem) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore own = emptyStore();
    Certificate[] chain = Certificates.parse(chainPem).toArray(Certificate[]::new);
    own.setKeyEntry("server", key, PASSWORD, chain);
    keys.init(own, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore anchors = emptyStore();
    anchors.setCertificateEntry("ca", Certificates.first(caPem));
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  /** Goes on until both are through, or one refuses the other. */
  void run() throws SSLException {
    while (isUnderWay(client) || isUnderWay(server)) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
  }

  private static boolean isUnderWay(SSLEngine engine) {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
        || engine.getSession().getProtocol().equals("NONE");
  }

  private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    if (engine.getSession().getProtocol().equals("NONE")
        && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
      engine.beginHandshake();
    }
    ByteBuffer nothing = ByteBuffer.allocate(1 << 16);
    in.flip();
    SSLEngineResult result = engine.unwrap(in, nothing);
    while (result.bytesConsumed() > 0) {
      runTasks(engine);
      result = engine.unwrap(in, nothing);
    }
    in.compact();
    runTasks(engine);
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
      runTasks(engine);
    }
  }

  private static void runTasks(SSLEngine engine) {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
