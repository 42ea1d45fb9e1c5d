package dev.jmachine.driver.azure;

import com.azure.json.JsonSerializable;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import dev.jmachine.driver.azure.api.AzureFailures;
import dev.jmachine.driver.azure.api.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the resources of one machine, in the order of {@link Kind}. */
final class AzureCreation {
  private final CreateRequest request;
  private final AzureSettings settings;
  private final Choices choices;
  private final ArmCalls calls;
  private final Map<String, String> tags;
  private final Map<String, String> attributes;
  private final Names names;
  private final Place place;

  /**
   * One create.
   *
   * @param tags of everything that is made
   * @param attributes of every entry in the ledger
   */
  AzureCreation(
      CreateRequest request,
      AzureSettings settings,
      Choices choices,
      ArmCalls calls,
      Map<String, String> tags,
      Map<String, String> attributes) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.calls = calls;
    this.tags = tags;
    this.names = Names.of(request.name().value(), request.uid());
    this.place = place(settings, names);
    this.attributes = place.with(attributes);
  }

  /** The user's group, or else one of the machine's own. */
  static Place place(AzureSettings settings, Names names) {
    String group = settings.text(AzureOptions.GROUP);
    return group == null ? new Place(names.of(Kind.GROUP), true) : new Place(group, false);
  }

  HostAccess create() throws IOException, InterruptedException {
    LoginKey login =
        LoginKey.of(request, AzureOptions.SSH_KEY, settings.text(AzureOptions.SSH_KEY));
    NetworkOrders orders = new NetworkOrders(settings);
    VmOrder order = new VmOrder(request, settings, choices, login);
    if (place.own()) {
      made(Kind.GROUP, dated -> group(dated));
    }
    String set = set();
    NetworkChoice.Network users = choices.network();
    String nsg =
        users.nsg() != null
            ? users.nsg()
            : made(Kind.NSG, dated -> orders.securityGroup(choices.ingress(), dated));
    String subnet =
        users.subnet() != null
            ? users.subnet()
            : made(Kind.VNET, orders::network) + "/subnets/" + orders.subnet();
    String address = settings.publicAddress() ? made(Kind.ADDRESS, orders::address) : null;
    String card = made(Kind.NIC, dated -> orders.networkInterface(subnet, address, nsg, dated));
    machine(order, card, set);
    new VmWait(calls, request.steps())
        .running(place.path(calls.arm(), Kind.VM, names.of(Kind.VM)), request.deadline());
    Addresses addresses = Addresses.read(calls, request.deadline(), address, card);
    return addresses.access(endpoint(addresses, login), settings.enginePort());
  }

  private ResourceGroupInner group(Map<String, String> dated) {
    return new ResourceGroupInner().withLocation(settings.location()).withTags(dated);
  }

  private @Nullable String set() throws IOException, InterruptedException {
    return place.own() && settings.text(AzureOptions.SET) != null
        ? made(Kind.SET, dated -> VmOrder.set(settings, dated))
        : choices.network().set();
  }

  private SshEndpoint endpoint(Addresses addresses, LoginKey login) {
    return new SshEndpoint(
        addresses.reached(settings.privately()),
        settings.sshPort(),
        settings.user(),
        login.identityFile(),
        List.of(new HostKey(request.hostKey().publicKey())),
        false,
        null);
  }

  /** The id of what is there now, made by this or by an earlier create. */
  private String made(Kind kind, Function<Map<String, String>, JsonSerializable<?>> order)
      throws IOException, InterruptedException {
    ArmPath path = place.path(calls.arm(), kind, names.of(kind));
    boolean isNew = isNew(kind);
    Resource entry = intend(kind);
    if (entry.id() == null) {
      JsonSerializable<?> body = order.apply(AzureTags.OURS.dated(tags, entry));
      make(kind, isNew, List.of(entry), () -> calls.arm().put(path, body));
      request.ledger().made(entry, path.path());
    }
    return path.path();
  }

  /** The virtual machine, and the disk that the same call makes. */
  private void machine(VmOrder order, String card, @Nullable String set)
      throws IOException, InterruptedException {
    boolean isNew = isNew(Kind.VM);
    Resource disk = intend(Kind.DISK);
    Resource entry = intend(Kind.VM);
    if (entry.id() == null) {
      ArmPath path = place.path(calls.arm(), Kind.VM, names.of(Kind.VM));
      JsonSerializable<?> body =
          order.machine(card, names.of(Kind.DISK), set, AzureTags.OURS.dated(tags, entry));
      make(Kind.VM, isNew, List.of(entry, disk), () -> calls.arm().putNew(path, body));
      request.ledger().made(entry, path.path());
    }
    if (disk.id() == null) {
      String id = place.path(calls.arm(), Kind.DISK, names.of(Kind.DISK)).path();
      request.ledger().made(disk, id);
    }
  }

  /**
   * Makes the call and waits until it is done. Where Azure refuses the first one, nothing was made
   * and the entries are struck; after an answer that was lost, or while the operation is asked
   * about, something may have been.
   */
  private void make(
      Kind kind, boolean isNew, List<Resource> entries, CloudCalls.Call<Operation> call)
      throws IOException, InterruptedException {
    String what =
        "make " + kind.words() + " " + names.of(kind) + " of machine \"" + request.name() + "\"";
    AtomicInteger attempts = new AtomicInteger();
    AtomicBoolean accepted = new AtomicBoolean();
    try {
      calls.changeNew(
          what,
          request.deadline(),
          reason -> request.steps().detail("Making " + kind.words(), reason),
          () -> {
            attempts.incrementAndGet();
            Operation operation = call.run();
            accepted.set(true);
            return operation;
          });
    } catch (MachineFailure failure) {
      boolean certain = attempts.get() == 1 && !accepted.get();
      if (isNew && certain && AzureFailures.isRefusal(failure)) {
        for (Resource entry : entries) {
          request.ledger().gone(entry);
        }
      }
      throw failure;
    }
  }

  private Resource intend(Kind kind) throws IOException {
    return request.ledger().intend(kind.word(), names.of(kind), attributes);
  }

  private boolean isNew(Kind kind) {
    return request.ledger().entries().stream().noneMatch(e -> e.kind().equals(kind.word()));
  }
}
