package dev.jmachine.cli;

import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.tls.PassphraseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The passphrase of the user's root key: from a file, else from JMACHINE_CA_PASSPHRASE, else asked
 * for where a key that has one must be opened and somebody sits at a terminal.
 *
 * @param file the value of {@code --ca-passphrase-file}; null where it was not given
 */
public record RootPassphrase(Caller caller, @Nullable String file) implements PassphraseSource {
  private static final String VARIABLE = "JMACHINE_CA_PASSPHRASE";

  @Override
  public Optional<char[]> passphrase(Purpose purpose) {
    if (file != null) {
      return Optional.of(fromFile(Path.of(file)));
    }
    String fromEnvironment = caller.env(VARIABLE);
    if (fromEnvironment != null) {
      return Optional.of(fromEnvironment.toCharArray());
    }
    return switch (purpose) {
      case PROTECT_NEW_KEY -> Optional.empty();
      case UNLOCK_KEY -> caller.terminal().input() ? asked() : Optional.empty();
    };
  }

  private static char[] fromFile(Path path) {
    try {
      return Files.readString(path).replaceFirst("\r?\n$", "").toCharArray();
    } catch (IOException e) {
      throw MachineFailure.usage("cannot read the passphrase file " + path).because(e);
    }
  }

  private Optional<char[]> asked() {
    try {
      return Optional.ofNullable(
          new Questions(caller.input(), caller.messages())
              .secret("Passphrase of your root CA key"));
    } catch (IOException e) {
      throw MachineFailure.failed("cannot read the passphrase").because(e);
    }
  }
}
