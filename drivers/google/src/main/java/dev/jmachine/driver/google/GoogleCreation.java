package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.GoogleFailures;
import dev.jmachine.driver.google.api.Waiting;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the instance of one machine, beside its firewall rule. */
final class GoogleCreation {
  private final CreateRequest request;
  private final GoogleSettings settings;
  private final Choices choices;
  private final Compute compute;
  private final CloudCalls calls;
  private final LoginKey login;
  private final InsertOrder order;

  /** One create. */
  GoogleCreation(
      CreateRequest request,
      GoogleSettings settings,
      Choices choices,
      Compute compute,
      CloudCalls calls,
      LoginKey login,
      InsertOrder order) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.compute = compute;
    this.calls = calls;
    this.login = login;
    this.order = order;
  }

  /**
   * The whole of it.
   *
   * @param rule to be made meanwhile; null for none
   * @param tags that say whose everything is
   * @param attributes of every entry in the ledger
   */
  HostAccess create(
      @Nullable OwnFirewall rule, Map<String, String> tags, Map<String, String> attributes)
      throws IOException, InterruptedException {
    OwnFirewall.Begun begun =
        rule == null ? null : rule.begin(compute.account().in(project()).with(attributes));
    Resource launched = launch(tags, attributes);
    if (rule != null && begun != null) {
      rule.finish(begun);
    }
    InstanceId id = InstanceId.of(launched);
    ReachedBy way = ReachedBy.of(settings);
    Instance running =
        new InstanceWait(compute, calls, request.steps()).running(id, way, request.deadline());
    return access(running, way, hostKeys(id));
  }

  private String project() {
    return choices.networkProject();
  }

  private List<HostKey> hostKeys(InstanceId id) throws InterruptedException {
    return settings.placesHostKey()
        ? List.of(new HostKey(request.hostKey().publicKey()))
        : new HostKeys(compute, calls, request.steps()).published(id, request.deadline());
  }

  private HostAccess access(Instance running, ReachedBy way, List<HostKey> keys) {
    String address = String.valueOf(way.address(running));
    SshEndpoint ssh =
        new SshEndpoint(
            address, settings.sshPort(), settings.user(), login.identityFile(), keys, false, null);
    return States.access(ssh, running);
  }

  /** The entry of the instance, which an earlier create may have made. */
  private Resource launch(Map<String, String> tags, Map<String, String> attributes)
      throws IOException, InterruptedException {
    for (Resource entry : request.ledger().entries()) {
      if (entry.kind().equals(Kind.INSTANCE) && entry.id() != null) {
        return entry;
      }
    }
    Iterator<Launch> launches = choices.launches().iterator();
    for (int i = 0; ; i++) {
      Launch launch = launches.next();
      Resource launched = tried(launch, i, launches.hasNext(), tags, attributes);
      if (launched != null) {
        return launched;
      }
    }
  }

  /** Null where there is no capacity and another launch may find some. */
  private @Nullable Resource tried(
      Launch launch,
      int attempt,
      boolean another,
      Map<String, String> tags,
      Map<String, String> attributes)
      throws IOException, InterruptedException {
    try {
      return insert(launch, attempt, tags, attributes);
    } catch (MachineFailure failure) {
      if (!another || !GoogleFailures.isCapacity(failure)) {
        throw failure;
      }
      request
          .steps()
          .note(
              "no capacity for "
                  + launch.type()
                  + " in "
                  + launch.zone()
                  + ": "
                  + failure.reason());
      return null;
    }
  }

  /** Each attempt has a name of its own, since what failed may still be on its way out. */
  private Resource insert(
      Launch launch, int attempt, Map<String, String> tags, Map<String, String> attributes)
      throws IOException, InterruptedException {
    String base = GoogleNames.of(request.name(), request.uid());
    String name = attempt == 0 ? base : base + "-" + attempt;
    // of one that an earlier process has entered the call may have been made: it stays entered
    boolean isNew = request.ledger().entries().stream().noneMatch(e -> isInstance(e, name));
    Resource intent =
        request.ledger().intend(Kind.INSTANCE, name, InstanceId.in(launch.zone(), attributes));
    Instance wanted = order.instance(launch, name, GoogleTags.OURS.dated(tags, intent));
    Operation operation = begun(launch.zone(), wanted, intent, isNew);
    if (operation != null) {
      finish(launch.zone(), operation, intent, isNew);
    }
    return request.ledger().made(intent, name);
  }

  private static boolean isInstance(Resource entry, String name) {
    return entry.kind().equals(Kind.INSTANCE) && entry.token().equals(name);
  }

  private String what() {
    return "make the instance of machine \"" + request.name() + "\"";
  }

  /** Null where it is there, by an earlier call that is remembered no more. */
  private @Nullable Operation begun(String zone, Instance wanted, Resource intent, boolean isNew)
      throws IOException, InterruptedException {
    String requestId = GoogleNames.requestId("instance " + wanted.getName());
    try {
      return calls.retried(
          what(), request.deadline(), () -> compute.instances().insert(zone, wanted, requestId));
    } catch (MachineFailure failure) {
      if (isOurs(failure, zone, wanted)) {
        return null;
      }
      if (isNew && GoogleFailures.isRefusal(failure)) {
        request.ledger().gone(intent); // nothing was made, and nobody needs to look for it later
      }
      throw failure;
    }
  }

  private void finish(String zone, Operation operation, Resource intent, boolean isNew)
      throws IOException, InterruptedException {
    try {
      new Waiting(compute, calls).inZone(what(), zone, operation, request.deadline());
    } catch (MachineFailure failure) {
      if (isNew && isAbsent(failure, zone, intent.token())) {
        request.ledger().gone(intent);
      }
      throw failure;
    }
  }

  private boolean isOurs(MachineFailure failure, String zone, Instance wanted)
      throws InterruptedException {
    if (!GoogleFailures.reason(failure).equals("alreadyExists")) {
      return false;
    }
    Instance there =
        calls.retried(
            "look at instance " + wanted.getName(),
            request.deadline(),
            () -> compute.instances().get(zone, wanted.getName()));
    String uid = GoogleTags.OURS.uid();
    return wanted.getLabelsOrThrow(uid).equals(there.getLabelsOrDefault(uid, ""));
  }

  /** Whether an operation that failed has left nothing. */
  private boolean isAbsent(MachineFailure failure, String zone, String name)
      throws InterruptedException {
    if (failure.kind() != FailureKind.QUOTA) {
      return false;
    }
    try {
      calls.once("look for instance " + name, () -> compute.instances().get(zone, name));
      return false;
    } catch (MachineFailure absent) {
      return absent.kind() == FailureKind.NOT_FOUND;
    }
  }
}
