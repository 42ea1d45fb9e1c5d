package dev.jmachine.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.DockerClientDelegate;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.RestartContainerCmd;
import com.github.dockerjava.api.command.StartContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Ports;
import dev.jmachine.client.Host;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A client after whose start of a container the container's published TCP ports answer on this
 * computer. Most hosts let nobody in but at the ports of SSH and of the engine.
 */
final class ForwardingClient extends DockerClientDelegate {
  private final DockerClient client;
  private final Host host;

  ForwardingClient(DockerClient client, Host host) {
    this.client = client;
    this.host = host;
  }

  @Override
  protected DockerClient getDockerClient() {
    return client;
  }

  @Override
  public StartContainerCmd startContainerCmd(String container) {
    host.connectAhead(); // while the container starts
    return FollowedCommand.of(
        StartContainerCmd.class, client.startContainerCmd(container), () -> forward(container));
  }

  @Override
  public RestartContainerCmd restartContainerCmd(String container) {
    return FollowedCommand.of(
        RestartContainerCmd.class, client.restartContainerCmd(container), () -> forward(container));
  }

  private void forward(String container) {
    try {
      for (int port : published(client.inspectContainerCmd(container).exec())) {
        host.forward(port);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The host's TCP ports, in order; one that is published for IPv4 and IPv6 once. */
  static Set<Integer> published(InspectContainerResponse container) {
    Set<Integer> ports = new TreeSet<>();
    Ports all = container.getNetworkSettings().getPorts();
    for (Map.Entry<ExposedPort, Ports.Binding[]> entry : all.getBindings().entrySet()) {
      Ports.Binding[] bindings = entry.getValue();
      if (bindings != null && entry.getKey().getProtocol() == InternetProtocol.TCP) {
        for (Ports.Binding binding : bindings) {
          ports.add(Integer.valueOf(binding.getHostPortSpec()));
        }
      }
    }
    return ports;
  }
}
