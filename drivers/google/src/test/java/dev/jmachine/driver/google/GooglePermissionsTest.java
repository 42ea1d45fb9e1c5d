package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.PowerAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that docs/drivers/google.md asks for are those that are used: no more, no fewer. */
class GooglePermissionsTest {
  private static final Path PAGE = Path.of("../../docs/drivers/google.md");

  /**
   * What each method needs ("IAM permissions" of the method in the API reference). A rule and an
   * instance need rights on the network that they are put into.
   */
  private static final Map<String, Set<String>> NEEDS =
      Map.ofEntries(
          Map.entry("machineTypes.get", Set.of("machineTypes.get")),
          Map.entry("networks.get", Set.of("networks.get")),
          Map.entry("images.getFromFamily", Set.of("images.getFromFamily")),
          Map.entry("firewalls.insert", Set.of("firewalls.create", "networks.updatePolicy")),
          Map.entry("firewalls.get", Set.of("firewalls.get")),
          Map.entry("firewalls.list", Set.of("firewalls.list")),
          Map.entry("firewalls.patch", Set.of("firewalls.update", "networks.updatePolicy")),
          Map.entry("firewalls.delete", Set.of("firewalls.delete", "networks.updatePolicy")),
          Map.entry(
              "instances.insert",
              Set.of(
                  "disks.create",
                  "disks.setLabels",
                  "images.useReadOnly",
                  "instances.create",
                  "instances.setLabels",
                  "instances.setMetadata",
                  "instances.setTags",
                  "subnetworks.use",
                  "subnetworks.useExternalIp")),
          Map.entry("instances.get", Set.of("instances.get")),
          Map.entry("instances.aggregatedList", Set.of("instances.list")),
          Map.entry("instances.delete", Set.of("instances.delete", "disks.delete")),
          Map.entry("instances.start", Set.of("instances.start")),
          Map.entry("instances.stop", Set.of("instances.stop")),
          Map.entry("instances.setLabels", Set.of("instances.setLabels")),
          Map.entry("instances.setScheduling", Set.of("instances.setScheduling")),
          Map.entry("instances.getGuestAttributes", Set.of("instances.getGuestAttributes")),
          Map.entry("instances.getSerialPortOutput", Set.of("instances.getSerialPortOutput")),
          Map.entry("zoneOperations.wait", Set.of("zoneOperations.get")),
          Map.entry("globalOperations.wait", Set.of("globalOperations.get")));

  @TempDir private Path folder;

  @Test
  void theRoleOnThePageListsTheRightsOfTheCallsThatAreMade() throws Exception {
    Set<String> used = new TreeSet<>();
    for (String call : made()) {
      assertThat(NEEDS).as("what each call needs").containsKey(call);
      NEEDS.getOrDefault(call, Set.of()).forEach(right -> used.add("compute." + right));
    }
    assertThat(onThePage()).isEqualTo(used);
  }

  @Test
  void whatCertainOptionsNeedBesidesIsNamedOnThePage() throws Exception {
    String page = Files.readString(PAGE);
    String besides = page.substring(page.indexOf("Besides: "), page.indexOf("## Options"));
    Map<String, String> lookedUp =
        Map.of(
            GoogleOptions.MACHINE_IMAGE, "own-image",
            GoogleOptions.SUBNETWORK, "office-eu",
            GoogleOptions.ADDRESS, "reserved");
    for (var option : lookedUp.entrySet()) {
      Set<String> more = with(option.getKey(), option.getValue());
      more.removeAll(NEEDS.keySet());
      assertThat(more).as(option.getKey()).hasSize(1);
      assertThat(besides)
          .contains("`compute." + more.iterator().next() + "`")
          .contains("`--" + option.getKey() + "`");
    }
  }

  private Set<String> with(String option, String value) throws Exception {
    try (GoogleSetting google = new GoogleSetting(folder)) {
      google.set(option, value);
      google.create();
      google.removeAll();
      return new TreeSet<>(google.gce.calls());
    }
  }

  private static Set<String> onThePage() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("<!-- role");
    String role = page.substring(begin, page.indexOf("\n```\n", begin));
    return Pattern.compile("compute\\.\\w+\\.\\w+")
        .matcher(role)
        .results()
        .map(java.util.regex.MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> made() throws Exception {
    try (GoogleSetting google = new GoogleSetting(folder)) {
      google.expires(google.time.instant().plusSeconds(7200));
      google.create();
      google.driver.find();
      google.driver.console(google.machine(), 1);
      for (PowerAction action : PowerAction.values()) {
        google.driver.power(google.machine(), action, google.steps(), google.deadline());
      }
      google.driver.extend(
          google.machine(), google.time.instant().plusSeconds(9000), google.deadline());
      google.driver.power(google.machine(), PowerAction.START, google.steps(), google.deadline());
      google.removeAll();
      return new TreeSet<>(google.gce.calls());
    }
  }
}
