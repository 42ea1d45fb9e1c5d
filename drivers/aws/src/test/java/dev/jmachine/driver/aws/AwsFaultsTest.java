package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.ec2.Ec2Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault that EC2 is known for, at every call of a create and of the removal after it. What is
 * left is counted, and written as a table to target/aws-faults.md.
 */
class AwsFaultsTest {
  private static final Path TABLE = Path.of("target/aws-faults.md");

  /** Shorter than anything that a test waits for, longer than the stub takes to answer. */
  private static final Duration CALL = Duration.ofMillis(400);

  private static final Map<String, Ec2Fault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("RequestLimitExceeded", Ec2Fault.throttled());
    FAULTS.put("InternalError", new Ec2Fault.Refused(500, "InternalError", "An internal error"));
    FAULTS.put("answer lost", new Ec2Fault.AnswerLost());
    FAULTS.put("no answer", new Ec2Fault.Hangs(false));
    FAULTS.put("done, no answer", new Ec2Fault.Hangs(true));
    put("UnauthorizedOperation", "You are not authorized to perform this operation");
    put("RequestExpired", "Request has expired");
    put("AuthFailure", "AWS was not able to validate the provided access credentials");
    put("InsufficientInstanceCapacity", "We currently do not have sufficient capacity");
    put("VcpuLimitExceeded", "You have requested more vCPU capacity than your limit of 0");
    put("DependencyViolation", "resource has a dependent object");
    put("InvalidInstanceID.NotFound", "The instance ID does not exist");
    put("InvalidGroup.NotFound", "The security group does not exist");
    put("Unheard", "An error that nobody has heard of");
  }

  @TempDir private Path folder;

  private static void put(String code, String message) {
    FAULTS.put(code, Ec2Fault.refused(code, message));
  }

  @Test
  @Timeout(240)
  void whateverGoesWrongAtWhateverCallNothingIsLeft() throws Exception {
    List<String> calls = callsOfALife();
    StringBuilder table =
        new StringBuilder("| fault | call | create | left |\n|---|---|---|---|\n");
    for (var fault : FAULTS.entrySet()) {
      for (int call = 1; call <= calls.size(); call++) {
        table.append(row(fault.getKey(), fault.getValue(), call, calls.get(call - 1)));
      }
    }
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, table);
    assertThat(table.toString().lines().skip(2)).allMatch(row -> row.endsWith("| 0 |"));
  }

  private List<String> callsOfALife() throws Exception {
    try (AwsSetting aws = new AwsSetting(folder)) {
      aws.create();
      aws.removeAll();
      return aws.ec2.calls().stream().map(call -> call.split(" ")[1]).toList();
    }
  }

  private String row(String name, Ec2Fault fault, int call, String action) throws Exception {
    try (AwsSetting aws = new AwsSetting(folder, CALL)) {
      aws.ec2.faultAt(call, fault);
      String create = created(aws);
      removed(aws, name + " at call " + call + " " + action);
      return "| %s | %d %s | %s | %d |%n"
          .formatted(name, call, action, create, aws.ec2.inventory().size());
    }
  }

  private static String created(AwsSetting aws) throws IOException, InterruptedException {
    try {
      aws.create();
      return "ready";
    } catch (MachineFailure failure) {
      return failure.kind().toString();
    }
  }

  /** As {@code rm} does, and once more where it failed. */
  private static void removed(AwsSetting aws, String what) throws InterruptedException {
    try {
      aws.removeAll();
    } catch (MachineFailure failure) {
      assertThatCode(aws::removeAll).as("second removal after " + what).doesNotThrowAnyException();
    }
  }
}
