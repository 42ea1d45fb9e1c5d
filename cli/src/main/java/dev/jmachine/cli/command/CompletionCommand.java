package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.completion.CompletionScript;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code completion}: a script for the user's shell. */
final class CompletionCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals("SHELL", "bash|zsh|fish", "1", "The shell that is to complete")
        .example("source <(jmachine completion bash)")
        .example("jmachine completion fish | source");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    String shell = Options.positionals(parsed).getFirst();
    CompletionScript script =
        switch (shell) {
          case "bash" -> CompletionScript.BASH;
          case "zsh" -> CompletionScript.ZSH;
          case "fish" -> CompletionScript.FISH;
          default ->
              throw MachineFailure.usage("there is no completion for \"" + shell + "\"")
                  .because("known are bash, zsh and fish");
        };
    context.output().print(script.text(context.caller()));
    return 0;
  }
}
