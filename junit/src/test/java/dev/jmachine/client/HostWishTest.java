package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostWishTest {
  private static final CreateOptions QEMU =
      CreateOptions.of("--qemu-memory MB [env: QEMU_MEMORY]\n --qemu-cpus N\n");

  private static String words(HostOrder order, CreateOptions options) {
    return String.join(" ", order.wish().create("it", options, ""));
  }

  @Test
  void whatIsNotSaidIsLeftToTheProgram() {
    assertThat(words(JMachine.create("it"), QEMU)).isEqualTo("create it");
  }

  @Test
  void sizesBecomeTheDriversOwnOptionsInWhateverOrderTheyAreSaid() {
    HostOrder order = JMachine.create("it").memory(2048).cpus(4).driver("qemu");
    assertThat(words(order, QEMU)).isEqualTo("create -d qemu --qemu-memory 2048 --qemu-cpus 4 it");
  }

  @Test
  void aDriverThatSellsNoMemorySaysSo() {
    CreateOptions aws = CreateOptions.of("--aws-instance-type TYPE");
    assertThatThrownBy(() -> words(JMachine.create("it").driver("aws").memory(2048), aws))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("options(");
  }

  @Test
  void aTtlIsGivenWhereTheDriverTakesOne() {
    CreateOptions expiring = CreateOptions.of("--ttl TIME");
    HostOrder order = JMachine.create("it");
    assertThat(words(order, expiring)).isEqualTo("create --ttl 2h it");
    assertThat(words(order.ttl(Duration.ofMinutes(90)), expiring))
        .isEqualTo("create --ttl 5400s it");
    assertThat(words(order.ttl(""), expiring)).isEqualTo("create it");
  }

  @Test
  void aTemplateIsTakenWhereThereAreSuchUnlessTheOrderSaysOtherwise() {
    CreateOptions warm = CreateOptions.of("--template MODE");
    assertThat(words(JMachine.create("it"), warm)).isEqualTo("create --template auto it");
    assertThat(words(JMachine.create("it").options("--template", "never"), warm))
        .isEqualTo("create --template never it");
  }

  @Test
  void aSpareIsLeftWhereMachinesComeFromTemplates() {
    CreateOptions sparing = CreateOptions.of("--template MODE --spare TIME");
    HostWish wish = JMachine.create("it").wish();
    assertThat(wish.create("it", sparing, "1h"))
        .containsExactly("create", "--template", "auto", "--spare", "1h", "it");
    assertThat(wish.create("it", sparing, "")).doesNotContain("--spare");
    assertThat(wish.create("it", QEMU, "1h")).doesNotContain("--spare");
    HostWish cold = JMachine.create("it").options("--template", "never").wish();
    assertThat(cold.create("it", sparing, "1h")).doesNotContain("--spare");
    HostWish joined = JMachine.create("it").options("--template=never").wish();
    assertThat(joined.create("it", sparing, "1h"))
        .containsExactly("create", "--template=never", "it");
    HostWish own = JMachine.create("it").options("--spare", "5m").wish();
    assertThat(own.create("it", sparing, "1h")).containsOnlyOnce("--spare");
  }

  @Test
  void anOrderIsNotChangedByItsMethods() {
    HostOrder order = JMachine.create("it");
    order.memory(2048).options("--x");
    assertThat(words(order, QEMU)).isEqualTo("create it");
  }

  @Test
  void everyMadeUpNameIsAnother() {
    assertThat(JMachine.create()).isNotSameAs(JMachine.create());
    assertThatThrownBy(() -> JMachine.create().memory(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
