package dev.jmachine.client;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose engine answered over mutual TLS. May be used by many threads; closing it removes
 * the machine and everything on it, unless it came from {@link JMachine#open}.
 *
 * <p>Addresses are those of the time it was made: after {@code jmachine start} open it anew.
 */
public final class Host implements AutoCloseable {
  private final Program program;
  private final String name;
  private final EngineSettings engine;
  private final SshConnection ssh;
  private final PublishedPorts published;
  private final @Nullable AutoCloseable end;

  private Host(Program program, String name, EngineSettings engine, @Nullable AutoCloseable end) {
    this.program = program;
    this.name = name;
    this.engine = engine;
    this.ssh = new SshConnection(program, name);
    this.published = new PublishedPorts(program, name, ssh, end == null);
    this.end = end;
  }

  /** One that stays when it is closed. */
  static Host staying(Program program, String name) throws InterruptedException {
    return of(program, name, null);
  }

  /**
   * A machine that is there.
   *
   * @param end removes it; null for one that stays
   */
  static Host of(Program program, String name, @Nullable AutoCloseable end)
      throws InterruptedException {
    String printed = program.ok(List.of("env", name, "-o", "dotenv"));
    return new Host(program, name, EngineSettings.of(printed), end);
  }

  /** The machine's name, as {@code jmachine ls} shows it. */
  public String name() {
    return name;
  }

  /** Where the engine is reached from here: an IP address or a host name. */
  public String address() {
    return engine.url().getHost();
  }

  /** The engine's address, as DOCKER_HOST has it: {@code tcp://127.0.0.1:2376}. */
  public URI url() {
    return engine.url();
  }

  /**
   * What points a Docker client at the engine: DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH; an
   * empty value takes a variable away. For {@link ProcessBuilder#environment}.
   */
  public Map<String, String> environment() {
    return engine.variables();
  }

  /** The folder of ca.pem, cert.pem and key.pem. */
  public Path certificates() {
    return engine.certificates();
  }

  /** Trusts the machine's own authority alone and shows the machine's client certificate. */
  public SSLContext sslContext() {
    return ClientIdentity.read(certificates()).context();
  }

  /**
   * Runs a program on the host, as the user that the driver logs in with.
   *
   * @param command the program and its arguments; each reaches it as it is, whatever is in it
   */
  public ExecResult exec(String... command) throws InterruptedException {
    List<String> quoted = new ArrayList<>();
    for (String word : command) {
      quoted.add("'" + word.replace("'", "'\\''") + "'");
    }
    return ssh.run(List.of("--", String.join(" ", quoted)));
  }

  /**
   * Opens the connection of {@link #exec} and {@link #forward} in the background, so that their
   * first use does not wait for it. Whatever fails then fails there.
   */
  public void connectAhead() {
    ssh.openAhead();
  }

  /**
   * The same for {@link #forwardPublished}, which needs no connection where the driver forwards
   * ports by itself.
   */
  public void prepareForwards() {
    published.prepare();
  }

  /**
   * {@code jmachine ssh} to this host, not yet started; its streams are the caller's to connect.
   *
   * @param words options of ssh(1), then the command for the host's shell
   */
  public ProcessBuilder ssh(String... words) {
    List<String> line = new ArrayList<>(List.of("ssh", name));
    line.addAll(List.of(words));
    return program.command(line);
  }

  /** The address of this computer at which {@link #forward} makes ports of the host answer. */
  public String forwardAddress() {
    return LoopbackAddress.of(name);
  }

  /**
   * Makes a TCP port of the host, such as a published port of a container, answer under the same
   * number at {@link #forwardAddress}: through SSH, so whatever firewall there is. It ends with
   * this object. A second time does nothing.
   *
   * @throws HostException where that port of this computer is taken
   */
  public InetSocketAddress forward(int port) throws InterruptedException {
    ssh.forward(forwardAddress(), port);
    return new InetSocketAddress(forwardAddress(), port);
  }

  /**
   * The same for ports that containers publish at all addresses of the host: by the driver where it
   * forwards ports, else as {@link #forward} does.
   *
   * @param ports of the host
   * @throws HostException where one of them is taken on this computer
   */
  public void forwardPublished(Collection<Integer> ports) throws InterruptedException {
    published.forward(ports);
  }

  /**
   * Ends the host; a second time does nothing.
   *
   * @throws HostException where it cannot be removed: the message says what is left
   */
  @Override
  public void close() {
    published.close();
    ssh.close();
    if (end == null) {
      return;
    }
    try {
      end.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new HostException("cannot end host " + name, e);
    }
  }
}
