package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** The rights that docs/drivers/azure.md asks for are those that are used: no more, no fewer. */
class AzureRoleTest {
  private static final Path PAGE = Path.of("../../docs/drivers/azure.md");

  /** What Azure asks for a call besides the right to make it (its list of permissions). */
  private static final Map<String, Set<String>> ALSO =
      Map.of(
          "PUT networkInterfaces",
          Set.of(
              "Microsoft.Network/networkSecurityGroups/join/action",
              "Microsoft.Network/publicIPAddresses/join/action",
              "Microsoft.Network/virtualNetworks/subnets/join/action"),
          "PUT virtualMachines",
          Set.of(
              "Microsoft.Compute/disks/write", "Microsoft.Network/networkInterfaces/join/action"));

  /** Rights that have other names than the resources have (Azure's list of permissions). */
  private static final Map<String, Set<String>> NAMED =
      Map.of(
          "GET skus",
          Set.of("Microsoft.Compute/skus/read"),
          "GET versions",
          Set.of("Microsoft.Compute/locations/publishers/artifacttypes/offers/skus/versions/read"),
          "GET locations",
          Set.of("Microsoft.Resources/subscriptions/locations/read"),
          "GET resources",
          Set.of(
              "Microsoft.Resources/subscriptions/resources/read",
              "Microsoft.Resources/subscriptions/resourceGroups/resources/read"),
          "GET resourcegroups",
          Set.of("Microsoft.Resources/subscriptions/resourceGroups/read"),
          "GET operations",
          Set.of(
              "Microsoft.Compute/locations/operations/read",
              "Microsoft.Network/locations/operations/read",
              "Microsoft.Resources/subscriptions/operationresults/read"),
          "GET tags",
          Set.of("Microsoft.Resources/tags/read"),
          "PATCH tags",
          Set.of("Microsoft.Resources/tags/write"));

  @TempDir private Path folder;

  @Test
  void theRoleOnThePageListsTheCallsThatAreMade() throws Exception {
    assertThat(onThePage()).isEqualTo(made());
  }

  private static Set<String> onThePage() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("<!-- role");
    String role = page.substring(begin, page.indexOf("\n```\n", begin));
    return Pattern.compile("\"(Microsoft\\.[\\w./]+)\"")
        .matcher(role)
        .results()
        .map(right -> right.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> made() throws Exception {
    try (AzureSetting azure = new AzureSetting(folder)) {
      azure.set(AzureOptions.SET, "rack");
      azure.create();
      azure.driver.find();
      azure.driver.extend(azure.machine(), azure.time.instant(), azure.deadline());
      azure.driver.extend(azure.machine(), null, azure.deadline());
      azure.driver.console(azure.machine(), 1);
      for (PowerAction action : PowerAction.values()) {
        azure.driver.power(azure.machine(), action, azure.steps(), azure.deadline());
      }
      azure.removeAll();
      mistype(azure);
      Set<String> rights = new TreeSet<>();
      azure.arm.calls().forEach(call -> rights.addAll(rights(call)));
      return rights;
    }
  }

  /** Only then it is asked which locations there are. */
  private static void mistype(AzureSetting azure) {
    azure.set(AzureOptions.LOCATION, "westsu");
    assertThatThrownBy(() -> azure.driver.check(AzureSetting.NAME, azure.values(), azure.steps()))
        .hasMessageContaining("westsu");
  }

  private static Set<String> rights(String call) {
    Set<String> named = NAMED.get(call);
    if (named != null) {
      return named;
    }
    Set<String> rights = new TreeSet<>(ALSO.getOrDefault(call, Set.of()));
    rights.add(right(call));
    return rights;
  }

  private static String right(String call) {
    String[] words = call.split(" ");
    String[] parts = words[1].split("/");
    String verb =
        switch (words[0]) {
          case "GET" -> "read";
          case "PUT" -> "write";
          case "DELETE" -> "delete";
          case "POST" -> parts[1] + "/action";
          default -> throw new IllegalStateException(call);
        };
    return type(parts[0]) + "/" + verb;
  }

  private static String type(String last) {
    if (last.equals("resourceGroups")) {
      return "Microsoft.Resources/subscriptions/resourceGroups";
    }
    for (Kind kind : Kind.values()) {
      if (kind.type().endsWith("/" + last)) {
        return kind.type();
      }
    }
    throw new IllegalStateException("no kind of resource has " + last);
  }
}
