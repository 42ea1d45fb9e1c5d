package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private final Path root = new Sandbox(Path.of("unused")).root();

  @Test
  void the_first_two_commands_are_the_promised_ones() throws Exception {
    Readme readme = Readme.read(root);

    assertThat(readme.first()).isEqualTo("./jmachine create --template auto dev");
    assertThat(readme.second()).isEqualTo("mvn verify");
    assertThat(readme.blocks())
        .as("every shell block is run by LocalMachineIT or by CI")
        .hasSize(3);
  }

  @Test
  void ci_runs_the_second_command() throws Exception {
    String ci = Files.readString(root.resolve(".ci/run"));

    assertThat(ci).contains(Readme.read(root).second());
  }

  @Test
  void every_page_that_the_readme_links_to_is_there() throws Exception {
    String text = Files.readString(root.resolve("README.md"));

    var links = java.util.regex.Pattern.compile("\\]\\(([^)#]+)\\)").matcher(text).results();

    assertThat(links.map(link -> root.resolve(link.group(1))))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(page).exists());
  }
}
