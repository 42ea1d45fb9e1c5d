package dev.jmachine.testcontainers;

import com.github.dockerjava.api.DockerClient;
import dev.jmachine.client.Host;
import dev.jmachine.client.JMachine;
import dev.jmachine.client.SharedHosts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Testcontainers' engine is the run's jmachine host: the one of the first {@code @DockerHost(scope
 * = RUN)}, else one that is started now where {@code docker.client.strategy} (or {@code
 * TESTCONTAINERS_DOCKER_CLIENT_STRATEGY}) names this class. Without either it steps aside.
 *
 * <p>Source of the contract: DockerClientProviderStrategy of Testcontainers 2.0.
 */
public final class JMachineStrategy extends DockerClientProviderStrategy {
  /** Before Testcontainers' own, the highest of which is 100. */
  private static final int FIRST = 200;

  private @Nullable Host host;
  private @Nullable DockerClient client;

  /** For ServiceLoader. */
  public JMachineStrategy() {}

  @Override
  public String getDescription() {
    return "jmachine host " + host().name();
  }

  @Override
  protected boolean isApplicable() {
    return first().isPresent()
        || JMachineStrategy.class
            .getName()
            .equals(TestcontainersConfiguration.getInstance().getDockerClientStrategyClassName());
  }

  /** It depends on the run, so it is nothing to write into the user's file. */
  @Override
  protected boolean isPersistable() {
    return false;
  }

  @Override
  protected int getPriority() {
    return FIRST;
  }

  @Override
  public TransportConfig getTransportConfig() {
    Host here = host();
    return TransportConfig.builder().dockerHost(here.url()).sslConfig(here::sslContext).build();
  }

  @Override
  public synchronized DockerClient getDockerClient() {
    if (client == null) {
      client = new ForwardingClient(getClientForConfig(getTransportConfig()), host());
    }
    return client;
  }

  /** Where published ports answer; nobody's override can know it. */
  @Override
  public synchronized String getDockerHostIpAddress() {
    return host().forwardAddress();
  }

  @Override
  public boolean allowUserOverrides() {
    return false;
  }

  private synchronized Host host() {
    if (host == null) {
      host = start();
      SharedHosts.ofThisJvm().keep(host);
    }
    return host;
  }

  private static Host start() {
    return first()
        .orElseGet(
            () -> waited(() -> SharedHosts.ofThisJvm().get(JMachine.create().repeated(), "")));
  }

  private static Optional<Host> first() {
    return waited(() -> SharedHosts.ofThisJvm().first());
  }

  /** What may be interrupted, in a method of Testcontainers that may not. */
  private interface Wait<T> {
    T await() throws InterruptedException;
  }

  private static <T> T waited(Wait<T> wait) {
    try {
      return wait.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
