package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersCountAsNumbersAndCaseOnlyWhenAllElseIsEqual() {
    List<String> sorted =
        List.of(
            "1",
            "02",
            "2",
            "10",
            "A",
            "a",
            "a-1",
            "a-12345678",
            "a-123456789",
            "a-99999999999999999999",
            "a1",
            "a1b",
            "a02",
            "B");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.sort((a, b) -> NaturalOrder.compare(NaturalOrder.key(a), a, NaturalOrder.key(b), b));
    assertThat(shuffled).isEqualTo(sorted);
  }
}
