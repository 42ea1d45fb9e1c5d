package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a machine of an instance that is there already, called like the machine. It is never
 * deleted: what we make is a login on it, and a firewall rule.
 */
final class Takeover {
  private final CreateRequest request;
  private final GoogleSettings settings;
  private final Choices choices;
  private final Compute compute;
  private final CloudCalls calls;
  private final LoginKey login;

  Takeover(
      CreateRequest request,
      GoogleSettings settings,
      Choices choices,
      Compute compute,
      CloudCalls calls,
      LoginKey login) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.compute = compute;
    this.calls = calls;
    this.login = login;
  }

  /** The instance of that name; a check before anything is changed. */
  static Instance find(Compute compute, CloudCalls calls, InstanceId id, Deadline deadline)
      throws InterruptedException {
    try {
      return calls.retried(
          "find instance " + id + " in " + id.zone(),
          deadline,
          () -> compute.instances().get(id.zone(), id.name()));
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND
          ? failure
              .hint("gcloud compute instances list")
              .hint("jmachine create with the name of one of them, and its --google-zone")
          : failure;
    }
  }

  HostAccess create(@Nullable OwnFirewall rule, Map<String, String> attributes)
      throws IOException, InterruptedException {
    if (request.expires() != null) {
      throw MachineFailure.usage("--ttl and --" + GoogleOptions.EXISTING + " exclude each other")
          .because("an instance that was there before is not deleted");
    }
    InstanceId id = new InstanceId(settings.zone(), request.name().value());
    ReachedBy way = ReachedBy.of(settings);
    if (rule != null) {
      rule.finish(rule.begin(compute.account().in(choices.networkProject()).with(attributes)));
    }
    String name = GoogleNames.of(request.name(), request.uid());
    Resource entry = request.ledger().intend(Kind.LOGIN, name, id.attributes(attributes));
    String line = GoogleMetadata.line(settings, login, request.uid());
    new ExistingInstance(compute, calls, id, request.deadline())
        .add(line, GoogleMetadata.comment(request.uid()), name);
    if (entry.id() == null) {
      request.ledger().made(entry, name);
    }
    Instance running =
        new InstanceWait(compute, calls, request.steps()).running(id, way, request.deadline());
    return access(running, way, hostKeys(id));
  }

  /** The user's word, else what the guest has published at its last boot. */
  private List<HostKey> hostKeys(InstanceId id) throws InterruptedException {
    String given = settings.text(GoogleOptions.HOST_KEY);
    if (given != null) {
      return List.of(given(given));
    }
    List<HostKey> published = new HostKeys(compute, calls, request.steps()).now(id);
    if (published.isEmpty()) {
      throw MachineFailure.failed("cannot learn the host keys of instance " + id)
          .because("it publishes none")
          .hint("--" + GoogleOptions.HOST_KEY + " \"ssh-ed25519 AAAA…\"")
          .see("docs/drivers/google.md#the-host-key");
    }
    return published;
  }

  private static HostKey given(String text) {
    try {
      return new HostKey(text);
    } catch (IllegalArgumentException e) {
      throw MachineFailure.usage("--" + GoogleOptions.HOST_KEY + " takes a public key").because(e);
    }
  }

  private HostAccess access(Instance running, ReachedBy way, List<HostKey> keys) {
    SshEndpoint ssh =
        new SshEndpoint(
            String.valueOf(way.address(running)),
            settings.sshPort(),
            settings.user(),
            login.identityFile(),
            keys,
            false,
            null);
    return States.access(ssh, running);
  }
}
