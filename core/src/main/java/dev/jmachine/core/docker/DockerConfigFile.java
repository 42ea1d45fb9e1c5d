package dev.jmachine.core.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonMembers;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Docker client's {@code config.json}, of which one member is ours to change: {@code
 * currentContext}. The others keep their order and their values to the letter. Docker itself takes
 * no lock on this file.
 */
final class DockerConfigFile {
  private static final String CURRENT = "currentContext";

  private final Path file;

  DockerConfigFile(Path dockerFolder) {
    this.file = dockerFolder.resolve("config.json");
  }

  /** The current context's name, "default" where none is chosen. */
  String current() throws IOException {
    String name = members().string(CURRENT);
    return name == null || name.isEmpty() ? DockerContexts.DEFAULT : name;
  }

  void setCurrent(String context) throws IOException {
    Map<String, String> values = members().values();
    if (context.equals(DockerContexts.DEFAULT)) {
      values.remove(CURRENT);
    } else {
      values.put(CURRENT, JsonText.of(context));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    PrivateFiles.replace(target(), text(values).getBytes(UTF_8));
  }

  private JsonMembers members() throws IOException {
    try {
      return JsonMembers.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return JsonMembers.of("{}");
    } catch (IllegalArgumentException e) {
      throw MachineFailure.failed("cannot read the Docker client's configuration")
          .because(file + ": " + e.getMessage(), e);
    }
  }

  /** As docker writes it: one tab. */
  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(member -> "\t" + JsonText.of(member.getKey()) + ": " + member.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  /** The file itself where its name is a link, as with dotfiles kept elsewhere. */
  private Path target() throws IOException {
    return Files.exists(file) ? file.toRealPath() : file;
  }
}
