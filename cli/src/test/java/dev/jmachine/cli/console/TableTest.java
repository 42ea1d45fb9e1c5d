package dev.jmachine.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreThreeSpacesApartAndAtLeastFiveWide() {
    Table table = new Table("A", "NAME", "LAST");
    table.row("1", "longer-than-five", "x");
    assertThat(table.toString())
        .isEqualTo("A       NAME               LAST\n1       longer-than-five   x\n");
  }

  @Test
  void whiteSpaceOfAnyKindInACellIsOneSpace() {
    for (String cell : new String[] {"a\nb", "a \n\t b", "a  b", "a\r\nb", "a\fb", "a\u000bb"}) {
      Table table = new Table("X");
      table.row(cell);
      assertThat(table.toString()).isEqualTo("X\na b\n");
    }
  }
}
