package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  @TempDir private Path folder;
  private FakeProgram fake;

  @BeforeEach
  void aProgram() throws IOException {
    fake = FakeProgram.in(folder);
  }

  private HostOrder order(String name) {
    return JMachine.create(name).program(fake.program());
  }

  @Test
  void aHostIsThereUntilItIsClosed() throws Exception {
    try (Host host = order("it").start()) {
      assertThat(fake.machines()).containsExactly("it");
      assertThat(host.url()).isEqualTo(URI.create("tcp://127.0.0.1:2376"));
      assertThat(host.address()).isEqualTo("127.0.0.1");
      assertThat(host.certificates()).isEqualTo(fake.store().resolve("it"));
      assertThat(host.environment())
          .containsEntry("DOCKER_TLS_VERIFY", "1")
          .containsEntry("DOCKER_CONTEXT", "");
    }
    assertThat(fake.machines()).isEmpty();
  }

  @Test
  void closingTwiceRemovesOnce() throws Exception {
    Host host = order("it").start();
    host.close();
    host.close();
    assertThat(fake.calls("rm")).containsExactly("rm -y it");
  }

  @Test
  void whatTheUserRemovedByHandIsNoFailure() throws Exception {
    Host host = order("it").start();
    Files.delete(fake.store().resolve("it"));
    host.close();
    assertThat(fake.machines()).isEmpty();
  }

  @Test
  void aHostThatCannotBeRemovedIsSaidAndTriedAgain() throws Exception {
    Host host = order("it").start();
    Path stuck = Files.createFile(fake.store().resolve("it/stuck"));
    assertThatThrownBy(host::close)
        .isInstanceOf(HostException.class)
        .hasMessageContaining("error: cannot remove it");
    Files.delete(stuck);
    host.close();
    assertThat(fake.machines()).isEmpty();
  }

  @Test
  void aFailedCreateSaysWhatTheProgramSaid() {
    assertThatThrownBy(() -> order("it").options("--broken").start())
        .isInstanceOf(HostException.class)
        .hasMessageContaining("ended with 1")
        .hasFieldOrPropertyWithValue("exitCode", 1)
        .hasMessageContaining("error: cannot launch instance");
  }

  @Test
  void aDriverThatTakesNoTtlIsAskedAgainWithoutOne() throws Exception {
    try (Host host = order("it").ttl("1h").start()) { // the fake refuses that one
      assertThat(fake.calls("create")).endsWith("create --ttl 1h it", "create it");
      assertThat(fake.machines()).containsExactly(host.name());
    }
  }

  @Test
  void aProgramOfTheSameAgeIsNotAskedForItsOptions() throws Exception {
    fake.help("--ttl TIME --template HOW --qemu-memory MB");
    order("it").start().close();
    assertThat(fake.calls("create")).containsExactly("create --ttl 2h --template auto it");
    order("it").memory(2048).start().close();
    assertThat(fake.calls("create").subList(1, 3))
        .containsExactly("create --help", "create --qemu-memory 2048 --ttl 2h --template auto it");
  }

  @Test
  void aMachineThatIsThereAlreadyIsNotTouched() throws Exception {
    Files.createDirectories(fake.store().resolve("dev"));
    assertThatThrownBy(() -> order("dev").start()).hasMessageContaining("there already");
    assertThat(fake.machines()).containsExactly("dev");
    assertThat(fake.calls("create")).isEmpty();
  }

  @Test
  void anInterruptionTakesBackWhatWasBegun() throws Exception {
    Path begun = fake.store().resolve("it.begun");
    Thread test = Thread.currentThread();
    Thread watcher =
        new Thread(
            () -> {
              while (Files.notExists(begun)) {
                Thread.onSpinWait();
              }
              test.interrupt();
            });
    watcher.start();
    assertThatThrownBy(() -> order("it").options("--slow").start())
        .isInstanceOf(InterruptedException.class);
    watcher.join();
    assertThat(fake.calls()).contains("taken back");
    assertThat(fake.machines()).isEmpty();
  }

  @Test
  void anOpenedMachineStays() throws Exception {
    Files.createDirectories(fake.store().resolve("dev"));
    Host.staying(fake.program(), "dev").close();
    assertThat(fake.machines()).containsExactly("dev");
  }

  @Test
  void everyWordOfACommandArrivesAsItIs() throws Exception {
    try (Host host = order("it").start()) {
      assertThat(host.exec("printf", "%s|", "it's", "a  b", "$HOME", "").orThrow())
          .isEqualTo("it's|a  b|$HOME||");
      ExecResult failed = host.exec("sh", "-c", "echo no >&2; exit 7");
      assertThat(failed.exitCode()).isEqualTo(7);
      assertThat(host.exec("printf", "\\377").orThrow()).as("no UTF-8").isEqualTo("\uFFFD");
      assertThatThrownBy(failed::orThrow).hasMessageContaining("no");
    }
  }

  @Test
  void oneConnectionServesCommandsAndForwardsAndEndsWithTheHost() throws Exception {
    Host host = order("it").start();
    host.exec("true").orThrow();
    assertThat(host.forward(32768).getPort()).isEqualTo(32768);
    host.forward(32768);
    host.close();
    String rule = host.forwardAddress() + ":32768:127.0.0.1:32768";
    assertThat(fake.calls("ssh")).filteredOn(call -> call.contains(" -M ")).hasSize(1);
    assertThat(fake.calls("ssh")).filteredOn(call -> call.endsWith("-L " + rule)).hasSize(1);
    assertThat(fake.calls("ssh").get(3)).endsWith("-O exit");
  }

  @Test
  @Timeout(60)
  void theConnectionIsOpenedAheadOfItsFirstUse() throws Exception {
    try (Host host = order("it").start()) {
      host.connectAhead();
      while (fake.calls("ssh").isEmpty()) {
        Thread.onSpinWait();
      }
      host.exec("true").orThrow();
      assertThat(fake.calls("ssh")).filteredOn(call -> call.contains(" -M ")).hasSize(1);
    }
  }

  @Test
  @Timeout(60)
  void aConnectionThatCannotBeOpenedAheadIsTheMatterOfItsFirstUse() throws Exception {
    try (Host host = order("it").start()) {
      Path machine = fake.store().resolve("it");
      Files.delete(machine);
      host.connectAhead();
      while (fake.calls("ssh").isEmpty()) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> host.forward(1)).isInstanceOf(HostException.class);
    }
  }

  @Test
  void publishedPortsAreForwardedByADriverThatCan() throws Exception {
    fake.forwards();
    Host host = order("it").start();
    host.forwardPublished(List.of(32769, 32768));
    host.forwardPublished(List.of());
    host.forwardPublished(List.of(32768)); // again, since the machine may have been started anew
    String address = host.forwardAddress();
    host.close();
    String first = address + ":32768:32768";
    assertThat(fake.calls("forward"))
        .containsExactly(
            "forward it",
            "forward it " + first + " " + address + ":32769:32769",
            "forward it " + first);
    assertThat(fake.calls("ssh")).isEmpty();
  }

  @Test
  void forwardsOfAMachineThatStaysEndWithTheHost() throws Exception {
    fake.forwards();
    Files.createDirectories(fake.store().resolve("dev"));
    Host host = Host.staying(fake.program(), "dev");
    host.forwardPublished(List.of(32768));
    host.forwardPublished(List.of(32769));
    host.close();
    host.close();
    String address = host.forwardAddress();
    assertThat(fake.calls("forward").subList(3, 4))
        .containsExactly(
            "forward --close dev " + address + ":32768:32768 " + address + ":32769:32769");
    assertThat(fake.calls("forward")).hasSize(4);
  }

  @Test
  void aForwardThatFailedCanBeTriedAgainAndIsClosed() throws Exception {
    fake.forwards();
    Files.createDirectories(fake.store().resolve("dev"));
    Host host = Host.staying(fake.program(), "dev");
    fake.taken(32768);
    assertThatThrownBy(() -> host.forwardPublished(List.of(32768)))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("cannot be opened");
    fake.taken(0);
    host.forwardPublished(List.of(32768));
    host.close();
    String rule = host.forwardAddress() + ":32768:32768";
    assertThat(fake.calls("forward"))
        .containsExactly(
            "forward dev",
            "forward dev " + rule,
            "forward dev " + rule,
            "forward --close dev " + rule);
  }

  @Test
  void publishedPortsOfOtherDriversGoThroughSsh() throws Exception {
    Host host = order("it").start();
    host.forwardPublished(List.of(32768, 32769));
    host.forwardPublished(List.of(32768));
    host.close();
    assertThat(fake.calls("forward")).containsExactly("forward it");
    assertThat(fake.calls("ssh")).filteredOn(call -> call.contains(" -L ")).hasSize(2);
  }

  @Test
  void aFailureThatPassesDoesNotKeepTheDriverFromForwarding() throws Exception {
    fake.broken(true);
    try (Host host = order("it").start()) {
      host.forwardPublished(List.of(32768));
      fake.broken(false);
      fake.forwards();
      host.forwardPublished(List.of(32769));
      assertThat(fake.calls("ssh")).filteredOn(call -> call.contains(" -L ")).hasSize(1);
      assertThat(fake.calls("forward").get(2)).endsWith(":32769:32769");
    }
  }

  @Test
  void aClosedHostIsNotConnectedAhead() throws Exception {
    SshConnection ssh = new SshConnection(fake.program(), "it");
    ssh.close();
    ssh.openUnlessClosed();
    assertThat(fake.calls("ssh")).isEmpty();
  }

  @Test
  @Timeout(60)
  void whatOtherDriversNeedForTheFirstForwardIsPreparedInTheBackground() throws Exception {
    try (Host host = order("it").start()) {
      host.prepareForwards();
      while (fake.calls("ssh").isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(fake.calls("ssh").get(0)).contains(" -M ");
    }
  }

  @Test
  void aNameThatWasMadeUpIsNotLookedFor() throws Exception {
    try (Host host = JMachine.create().program(fake.program()).start()) {
      assertThat(fake.machines()).containsExactly(host.name());
    }
    assertThat(fake.calls("inspect")).isEmpty();
  }
}
