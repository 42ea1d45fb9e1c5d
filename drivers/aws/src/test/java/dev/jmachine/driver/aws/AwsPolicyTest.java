package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.PowerAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that docs/drivers/aws.md asks for are those that are used: no more, no fewer. */
class AwsPolicyTest {
  private static final Path PAGE = Path.of("../../docs/drivers/aws.md");

  @TempDir private Path folder;

  @Test
  void thePolicyOnThePageListsTheCallsThatAreMade() throws Exception {
    assertThat(onThePage()).isEqualTo(made());
  }

  private static Set<String> onThePage() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("<!-- policy");
    String policy = page.substring(begin, page.indexOf("\n```\n", begin));
    return Pattern.compile("\"ec2:([A-Z]\\w+)\"")
        .matcher(policy)
        .results()
        .map(right -> right.group(1))
        .filter(name -> !name.equals("CreateAction"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> made() throws Exception {
    try (AwsSetting aws = new AwsSetting(folder)) {
      aws.create();
      aws.driver.find();
      aws.driver.extend(aws.machine(), aws.time.instant(), aws.deadline());
      aws.driver.extend(aws.machine(), null, aws.deadline());
      aws.ec2.callerAddress("203.0.113.9");
      aws.driver.admitCaller(aws.machine(), aws.deadline());
      aws.driver.console(aws.machine(), 1);
      for (PowerAction action : PowerAction.values()) {
        aws.driver.power(aws.machine(), action, aws.steps(), aws.deadline());
      }
      aws.removeAll();
      Set<String> calls = new TreeSet<>();
      aws.ec2.calls().forEach(call -> calls.add(call.split(" ")[1]));
      return calls;
    }
  }
}
