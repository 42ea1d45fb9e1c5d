package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.aws.api.AwsFailures;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Makes the security group and the instance of one machine. */
final class AwsCreation {
  private final CreateRequest request;
  private final AwsSettings settings;
  private final Choices choices;
  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Map<String, String> tags;
  private final Map<String, String> attributes;

  /**
   * One create.
   *
   * @param tags of everything that is made
   * @param attributes of every entry in the ledger
   */
  AwsCreation(
      CreateRequest request,
      AwsSettings settings,
      Choices choices,
      Ec2Client ec2,
      CloudCalls calls,
      Map<String, String> tags,
      Map<String, String> attributes) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.ec2 = ec2;
    this.calls = calls;
    this.tags = tags;
    this.attributes = attributes;
  }

  HostAccess create() throws IOException, InterruptedException {
    LoginKey login = LoginKey.of(request, AwsOptions.SSH_KEY, settings.text(AwsOptions.SSH_KEY));
    List<String> groups =
        choices.ownGroup()
            ? List.of(new OwnGroup(request, choices, ec2, calls, tags, attributes).make())
            : choices.groups();
    Resource launched = launch(groups, login);
    String id = String.valueOf(launched.id());
    Instance running =
        new InstanceWait(ec2, calls, request.steps())
            .running(id, ReachedBy.of(settings), request.deadline());
    return access(running, login);
  }

  private HostAccess access(Instance running, LoginKey login) {
    String address = String.valueOf(Instances.address(running, ReachedBy.of(settings)));
    SshEndpoint ssh =
        new SshEndpoint(
            address,
            settings.sshPort(),
            choices.user(),
            login.identityFile(),
            List.of(new HostKey(request.hostKey().publicKey())),
            false,
            null);
    return Instances.access(ssh, running);
  }

  /** The entry of the instance, which an earlier create may have made. */
  private Resource launch(List<String> groups, LoginKey login)
      throws IOException, InterruptedException {
    for (Resource entry : request.ledger().entries()) {
      if (entry.kind().equals(Kind.INSTANCE) && entry.id() != null) {
        return entry;
      }
    }
    LaunchOrder order = new LaunchOrder(request, settings, choices, groups, login);
    Iterator<Fallback.Launch> launches = Fallback.launches(settings, choices).iterator();
    for (int i = 0; ; i++) {
      Fallback.Launch launch = launches.next();
      Resource launched = tried(order, launch, i, launches.hasNext());
      if (launched != null) {
        return launched;
      }
    }
  }

  /** Null where there is no capacity and another launch may find some. */
  private @Nullable Resource tried(
      LaunchOrder order, Fallback.Launch launch, int attempt, boolean another)
      throws IOException, InterruptedException {
    try {
      return run(order, launch, attempt);
    } catch (MachineFailure failure) {
      if (!another || failure.kind() != FailureKind.QUOTA) {
        throw failure;
      }
      request.steps().note("no capacity for " + launch.type() + ": " + failure.reason());
      return null;
    }
  }

  /** Each attempt has a token of its own: with other parameters the same one is refused. */
  private Resource run(LaunchOrder order, Fallback.Launch launch, int attempt)
      throws IOException, InterruptedException {
    String token = request.uid() + "-instance" + (attempt == 0 ? "" : "-" + attempt);
    // of one that an earlier process has entered the call may have been made: it stays entered
    boolean isNew = request.ledger().entries().stream().noneMatch(e -> e.token().equals(token));
    Resource intent = request.ledger().intend(Kind.INSTANCE, token, attributes);
    RunInstancesRequest run = order.request(launch, token, AwsTags.OURS.dated(tags, intent));
    try {
      Instance instance =
          NewlyMade.visible(
              calls,
              "launch the instance of machine \"" + request.name() + "\"",
              request.deadline(),
              () -> ec2.runInstances(run).instances().getFirst());
      return request.ledger().made(intent, instance.instanceId());
    } catch (MachineFailure failure) {
      if (isNew && AwsFailures.isRefusal(failure)) {
        request.ledger().gone(intent); // EC2 said no, so nothing was made
      }
      throw failure;
    }
  }
}
