package dev.jmachine.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.DockerClientDelegate;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.RestartContainerCmd;
import com.github.dockerjava.api.command.StartContainerCmd;
import dev.jmachine.client.Host;

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
    host.prepareForwards(); // while the container starts
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
      InspectContainerResponse inspected = client.inspectContainerCmd(container).exec();
      Published published = Published.of(inspected.getNetworkSettings().getPorts());
      host.forwardPublished(published.everywhere());
      for (int port : published.elsewhere()) {
        host.forward(port);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
