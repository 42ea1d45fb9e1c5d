package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.testkit.contract.OptionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The option table of docs/drivers/aws.md is made from the options: {@code mvn -pl drivers/aws -am
 * test -Dtest=AwsPageTest -Djmachine.docs=write} writes it.
 */
class AwsPageTest {
  private static final Path PAGE = Path.of("../../docs/drivers/aws.md");

  @Test
  void theTableOfOptionsIsTheDriversOwn() throws IOException {
    String fresh = OptionTable.fresh(PAGE, AwsOptions.table());
    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }
}
