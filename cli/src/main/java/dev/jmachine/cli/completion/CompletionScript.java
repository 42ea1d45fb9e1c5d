package dev.jmachine.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.cli.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The shells that we have a script for. */
public enum CompletionScript {
  BASH("jmachine.bash"),
  ZSH("jmachine.zsh"),
  FISH("jmachine.fish");

  private static final String TABLES = "# TABLES\n";

  private final String template;

  CompletionScript(String template) {
    this.template = template;
  }

  /** The whole script. */
  public String text(Caller caller) throws IOException, InterruptedException {
    List<CommandWords> commands = CommandTable.of(caller);
    String tables =
        switch (this) {
          case BASH, ZSH -> CaseTables.text(commands);
          case FISH -> FishLines.text(commands);
        };
    return template().replace(TABLES, tables);
  }

  private String template() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(CompletionScript.class.getResourceAsStream(template))) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
