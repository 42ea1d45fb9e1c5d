package dev.jmachine.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of README.md: the lines of its shell blocks, block by block. */
record Readme(List<List<String>> blocks) {
  static Readme read(Path root) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(root.resolve("README.md"))) {
      if (inside && !line.equals("```")) {
        blocks.getLast().add(line);
      } else if (inside) {
        inside = false;
      } else if (line.equals("```sh")) {
        inside = true;
        blocks.add(new ArrayList<>());
      }
    }
    return new Readme(blocks);
  }

  /** The first command: it sets everything up and ends with a working machine. */
  String first() {
    return blocks.get(0).getFirst();
  }

  /** The second command: it passes all tests, this one among them. */
  String second() {
    return blocks.get(1).getFirst();
  }

  /** The tour's lines. */
  List<String> tour() {
    return blocks.get(2);
  }

  List<String> commands() {
    return blocks.stream().flatMap(List::stream).toList();
  }
}
