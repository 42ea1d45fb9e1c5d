package dev.jmachine.tls;

import static dev.jmachine.tls.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.tls.TlsFailure.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PemTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    Random random = new Random(7);
    for (int length : List.of(0, 1, 47, 48, 49, 1000)) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String pem = Pem.encode("THING", bytes);
      assertThat(Pem.only("THING", "text before\n" + pem + "text after")).isEqualTo(bytes);
      assertThat(pem.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
    }
  }

  @Test
  void linesMayEndAsOnWindows() {
    String pem = Pem.encode("THING", new byte[100]).replace("\n", "\r\n");
    assertThat(Pem.only("THING", pem)).hasSize(100);
  }

  @Test
  void blocksOfOtherKindsAreLeftOut() {
    String pem = Pem.encode("A", new byte[] {1}) + Pem.encode("B", new byte[] {2});
    assertThat(Pem.blocks("B", pem)).containsExactly(new byte[] {2});
  }

  @Test
  void damageIsNoticed() {
    String pem = Pem.encode("A", new byte[100]);
    assertFails(Kind.DAMAGED, () -> Pem.blocks("A", pem.substring(0, 60)));
    assertFails(Kind.DAMAGED, () -> Pem.blocks("A", pem.replaceFirst("AAAA", "?AAA")));
    assertFails(Kind.DAMAGED, () -> Pem.only("B", pem)).hasMessageContaining("missing");
    assertFails(Kind.DAMAGED, () -> Pem.only("A", pem + pem))
        .hasMessageContaining("more than once");
  }
}
