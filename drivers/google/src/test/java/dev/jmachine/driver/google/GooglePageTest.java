package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.testkit.contract.OptionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The option table of docs/drivers/google.md is made from the options: {@code mvn -pl
 * drivers/google -am test -Dtest=GooglePageTest -Djmachine.docs=write} writes it.
 */
class GooglePageTest {
  private static final Path PAGE = Path.of("../../docs/drivers/google.md");

  @Test
  void theTableOfOptionsIsTheDriversOwn() throws IOException {
    String fresh = OptionTable.fresh(PAGE, GoogleOptions.table());
    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }
}
