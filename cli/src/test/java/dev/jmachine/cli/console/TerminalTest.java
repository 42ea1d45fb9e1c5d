package dev.jmachine.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void sttyNamesRowsFirst() {
    assertThat(Terminal.parsed("50 132")).isEqualTo(new Terminal.Size(50, 132));
  }

  @Test
  void aTerminalThatWasNeverToldItsSizeHasTheUsualOne() {
    assertThat(Terminal.parsed("0 0")).isEqualTo(new Terminal.Size(24, 80));
    assertThat(Terminal.parsed("")).isEqualTo(new Terminal.Size(24, 80));
  }
}
