package dev.jmachine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/faults.md is what the tests say. After a change of a {@code FaultCase}, and after a nightly
 * run, write it anew as {@link CommandPagesTest} says, with {@code -Dtest=FaultPageTest}.
 */
class FaultPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void thePageIsAsTheTestsSay() throws IOException {
    Path page = ROOT.resolve("docs/faults.md");
    String text = FaultPage.text(ROOT);
    if ("write".equals(System.getProperty("jmachine.docs"))) {
      Files.writeString(page, text);
    }
    assertThat(page).as("the comment of this test says how to write it").content().isEqualTo(text);
  }

  @Test
  void everyFaultHasATestOrAReasonForHavingNone() throws IOException {
    Set<String> tested =
        FaultTests.in(ROOT).stream().map(test -> test.fault()).collect(Collectors.toSet());
    for (Map.Entry<String, String> fault : FaultPage.untested().entrySet()) {
      assertThat(tested.contains(fault.getKey()) || !fault.getValue().isEmpty())
          .as("%s has neither a test nor a reason", fault.getKey())
          .isTrue();
    }
    assertThat(FaultPage.untested().keySet()).hasSize(50).containsAll(tested);
  }
}
