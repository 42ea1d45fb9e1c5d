package dev.jmachine.testkit.gce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance of the stub: the JSON of its insert, and what becomes of it. */
final class StubInstance {
  final String name;
  final String zone;
  final Map<String, Object> json;
  GceOperations.@Nullable Operation making;

  /** How many more looks do not see it yet. */
  int unseen;

  /** How many more looks at its host keys come too early. */
  int slow;

  /** How many more looks see it on its way down; -1 for one that is not. */
  int ending = -1;

  private int changes;

  StubInstance(String project, String zone, int number, Map<String, Object> body) {
    this.name = String.valueOf(body.get("name"));
    this.zone = zone;
    this.json = Json.read(Json.write(body)); // what was sent stays as it was
    json.put("id", String.valueOf(7_000_000_000L + number));
    json.put(
        "zone", "https://www.googleapis.com/compute/v1/projects/" + project + "/zones/" + zone);
    json.put("status", "PROVISIONING");
    card().put("networkIP", "10.132.0." + (2 + number % 250));
    changed();
  }

  /** Fingerprints that nobody can have who has not read it since. */
  void changed() {
    changes++;
    json.put("labelFingerprint", "label-" + changes);
    Json.object(json, "metadata").put("fingerprint", "metadata-" + changes);
    Json.object(json, "tags").put("fingerprint", "tags-" + changes);
  }

  String status() {
    return String.valueOf(json.get("status"));
  }

  void status(String status) {
    json.put("status", status);
  }

  boolean seen() {
    return unseen-- <= 0;
  }

  Map<String, Object> card() {
    return Json.objects(json, "networkInterfaces").getFirst();
  }

  /** Sets or takes away the external address of a card that has an access configuration. */
  void address(@Nullable String address) {
    List<Map<String, Object>> configs = Json.objects(card(), "accessConfigs");
    for (Map<String, Object> config : configs) {
      if (address == null) {
        config.remove("natIP");
      } else {
        config.put("natIP", address);
      }
    }
  }

  Map<String, String> metadata() {
    Map<String, String> items = new LinkedHashMap<>();
    for (Map<String, Object> item : Json.objects(Json.object(json, "metadata"), "items")) {
      items.put(String.valueOf(item.get("key")), String.valueOf(item.get("value")));
    }
    return items;
  }

  Map<String, Object> labels() {
    return Json.object(json, "labels");
  }

  /** Whether its boot disk stays when it is deleted. */
  boolean leavesDisk() {
    return Json.objects(json, "disks").stream().anyMatch(disk -> !Json.flag(disk, "autoDelete"));
  }
}
