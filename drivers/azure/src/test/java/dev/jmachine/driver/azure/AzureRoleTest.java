package dev.jmachine.driver.azure;

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

  private static final Map<String, String> NAMED =
      Map.of(
          "GET skus", "Microsoft.Compute/skus/read",
          "GET versions",
              "Microsoft.Compute/locations/publishers/artifacttypes/offers/skus/versions/read",
          "GET locations", "Microsoft.Resources/subscriptions/locations/read",
          "GET resources", "Microsoft.Resources/subscriptions/resources/read",
          "GET resourcegroups", "Microsoft.Resources/subscriptions/resourceGroups/read",
          "GET tags", "Microsoft.Resources/tags/read",
          "PATCH tags", "Microsoft.Resources/tags/write");

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
      Set<String> rights =
          new TreeSet<>(Set.of("Microsoft.Resources/subscriptions/locations/read"));
      azure.arm.calls().forEach(call -> rights.addAll(rights(call)));
      return rights;
    }
  }

  /** An operation's status is asked with the right of the call that began it. */
  private static Set<String> rights(String call) {
    if (call.equals("GET operations")) {
      return Set.of();
    }
    String named = NAMED.get(call);
    Set<String> rights = new TreeSet<>(ALSO.getOrDefault(call, Set.of()));
    rights.add(named == null ? right(call) : named);
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
