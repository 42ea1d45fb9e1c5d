package dev.jmachine.driver.qemu.vm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this computer's loopback address. A seam: tests decide what is free. */
public interface HostPorts {
  /** Whether the port can be bound now; it may be taken a moment later. */
  boolean isFree(int port);

  /** A port that is free now. */
  int free() throws IOException;

  /** The ports of this computer. */
  static HostPorts system() {
    return new HostPorts() {
      @Override
      public boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
          socket.setReuseAddress(true);
          socket.bind(new InetSocketAddress(loopback(), port), 1);
          return true;
        } catch (IOException e) {
          return false;
        }
      }

      @Override
      public int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
          return socket.getLocalPort();
        }
      }
    };
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral(Forward.ADDRESS);
  }
}
