package dev.jmachine.example.hello.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of one type as {@code ID.json} in a folder, each replaced as a whole. */
final class JsonFiles<T> {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final Class<T> type;
  private final ObjectMapper json = new ObjectMapper();

  JsonFiles(Path folder, Class<T> type) {
    this.folder = folder;
    this.type = type;
  }

  void write(String id, T value) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, id, ".new");
      Files.writeString(fresh, json.writeValueAsString(value));
      Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Nullable T read(String id) {
    try {
      return json.readValue(Files.readString(file(id)), type);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  List<T> all() {
    List<T> found = new ArrayList<>();
    for (String id : ids()) {
      T value = read(id);
      if (value != null) {
        found.add(value);
      }
    }
    return found;
  }

  static HelloCloudException unavailable(IOException e) {
    return new HelloCloudException("ServiceUnavailable", Objects.toString(e.getMessage(), "I/O"));
  }

  private List<String> ids() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
