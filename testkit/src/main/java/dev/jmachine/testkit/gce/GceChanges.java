package dev.jmachine.testkit.gce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The calls that change an instance, or read what its guest says. */
final class GceChanges {
  private final GceInstances instances;
  private final GceOperations operations;
  private final GceSettings settings;

  GceChanges(GceInstances instances, GceOperations operations, GceSettings settings) {
    this.instances = instances;
    this.operations = operations;
    this.settings = settings;
  }

  Map<String, Object> start(GceRequest request) throws GceError {
    StubInstance instance = instances.settled(request);
    if (instance.status().equals("STOPPING")) {
      throw GceError.notReady(request.resource());
    }
    boolean stopped = instance.status().equals("TERMINATED");
    return operations
        .begin(
            request,
            "start",
            ok -> {
              if (ok && stopped) {
                instances.start(instance);
              }
            })
        .json();
  }

  Map<String, Object> stop(GceRequest request) throws GceError {
    StubInstance instance = instances.settled(request);
    instance.status(instance.status().equals("TERMINATED") ? "TERMINATED" : "STOPPING");
    return operations.begin(request, "stop", _ -> stopped(instance)).json();
  }

  /** An address that is not reserved goes back. */
  static void stopped(StubInstance instance) {
    instance.status("TERMINATED");
    instance.address(null);
  }

  Map<String, Object> setLabels(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    compare(instance.json.get("labelFingerprint"), request.body().get("labelFingerprint"));
    Map<String, Object> labels = Json.object(request.body(), "labels");
    for (var label : labels.entrySet()) {
      GceNames.requireLabel(label.getKey(), String.valueOf(label.getValue()));
    }
    return changed(request, instance, "labels", labels);
  }

  Map<String, Object> setMetadata(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    Map<String, Object> before = Json.object(instance.json, "metadata");
    compare(before.get("fingerprint"), request.body().get("fingerprint"));
    return changed(request, instance, "metadata", request.body());
  }

  Map<String, Object> setTags(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    Map<String, Object> before = Json.object(instance.json, "tags");
    compare(before.get("fingerprint"), request.body().get("fingerprint"));
    return changed(request, instance, "tags", request.body());
  }

  /** Only of a stopped instance (API reference, instances.setScheduling). */
  Map<String, Object> setScheduling(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    if (!instance.status().equals("TERMINATED")) {
      throw GceError.invalid("Scheduling can only be set on a stopped instance.");
    }
    return changed(request, instance, "scheduling", request.body());
  }

  private static void compare(
      @org.jspecify.annotations.Nullable Object now, @org.jspecify.annotations.Nullable Object sent)
      throws GceError {
    if (!Objects.equals(now, sent)) {
      throw GceError.fingerprint();
    }
  }

  private Map<String, Object> changed(
      GceRequest request, StubInstance instance, String what, Map<String, Object> value) {
    return operations
        .begin(
            request,
            "set",
            ok -> {
              if (ok) {
                instance.json.put(what, value);
                instance.changed();
              }
            })
        .json();
  }

  /** What the guest has written below hostkeys/; nothing unless the metadata lets it. */
  Map<String, Object> guestAttributes(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    boolean written =
        "TRUE".equals(instance.metadata().get("enable-guest-attributes"))
            && instance.status().equals("RUNNING")
            && instance.slow-- <= 0;
    if (!written) {
      throw GceError.notFound(request.resource() + "/guestAttributes/hostkeys/");
    }
    List<Map<String, Object>> items = new ArrayList<>();
    settings
        .hostKeys
        .of(instance.name)
        .forEach(
            (key, value) ->
                items.add(Json.of("namespace", "hostkeys", "key", key, "value", value)));
    return Json.of("queryPath", "hostkeys/", "queryValue", Json.of("items", items));
  }

  Map<String, Object> serialPort(GceRequest request) throws GceError {
    StubInstance instance = instances.instance(request);
    String text = "booting\nconsole of " + instance.name + "\n";
    return Json.of("contents", text, "start", "0", "next", String.valueOf(text.length()));
  }
}
