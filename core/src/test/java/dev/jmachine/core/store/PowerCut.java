package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk that keeps a list of what it was asked, and lays out what a power cut after any number of
 * those calls may leave: what was forced is there; of the other changes of names any part may be,
 * in their order; content that was not forced is there or empty. That is what POSIX grants
 * (fsync(2), rename(2)); file systems mostly grant more.
 */
final class PowerCut implements Disk {
  private final Disk disk = new SystemDisk();
  private final List<Call> calls = new ArrayList<>();

  private sealed interface Call {
    record Write(Path file, String content) implements Call {}

    record Force(Path file) implements Call {}

    record MakeFolder(Path folder) implements Call {}

    record ForceFolder(Path folder) implements Call {}

    record Link(Path link, Path target) implements Call {}

    record Move(Path from, Path to) implements Call {}

    record Delete(Path path) implements Call {}
  }

  /** A file's content, shared by all of its names; a folder has none. */
  private static final class Node {
    private final byte @Nullable [] content;
    private boolean forced;

    private Node(byte @Nullable [] content) {
      this.content = content;
    }
  }

  /** One change of a name: what it leads to from now on, null for nothing. */
  private record Change(Path name, @Nullable Node node) {}

  /** How many calls there were. */
  int calls() {
    return calls.size();
  }

  /**
   * Lays out each possible state after a power cut.
   *
   * @param after how many of the calls were made by then
   * @param root what the calls' paths begin with
   * @param scratch where the states are laid out, one after the other
   */
  void each(int after, Path root, Path scratch, Consumer<Path> state) throws IOException {
    Map<Path, Node> now = new TreeMap<>();
    Map<Path, Node> durable = new TreeMap<>();
    List<List<Change>> pending = new ArrayList<>();
    for (Call call : calls.subList(0, after)) {
      apply(call, now, durable, pending);
    }
    int states = 1 << pending.size();
    for (int chosen = 0; chosen < states; chosen++) {
      Map<Path, Node> left = new TreeMap<>(durable);
      for (int i = 0; i < pending.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          pending.get(i).forEach(change -> change(left, change));
        }
      }
      for (boolean whole : new boolean[] {true, false}) {
        Path folder = scratch.resolve(after + "-" + chosen + "-" + whole);
        layOut(left, root, folder, whole);
        state.accept(folder);
      }
    }
  }

  private static void apply(
      Call call, Map<Path, Node> now, Map<Path, Node> durable, List<List<Change>> pending) {
    switch (call) {
      case Call.Write(Path file, String content) ->
          name(file, new Node(content.getBytes(ISO_8859_1)), now, pending);
      case Call.MakeFolder(Path folder) -> {
        if (!now.containsKey(folder)) {
          name(folder, new Node(null), now, pending);
        }
      }
      case Call.Link(Path link, Path target) -> name(link, now.get(target), now, pending);
      case Call.Delete(Path path) -> {
        if (now.containsKey(path)) {
          name(path, null, now, pending);
        }
      }
      case Call.Move(Path from, Path to) -> {
        // one change: both names or neither
        List<Change> both = List.of(new Change(from, null), new Change(to, now.get(from)));
        both.forEach(change -> change(now, change));
        pending.add(both);
      }
      case Call.Force(Path file) -> Objects.requireNonNull(now.get(file)).forced = true;
      case Call.ForceFolder(Path folder) -> {
        for (List<Change> changes : List.copyOf(pending)) {
          if (folder.equals(changes.getFirst().name().getParent())) {
            changes.forEach(change -> change(durable, change));
            pending.remove(changes);
          }
        }
      }
    }
  }

  private static void name(
      Path name, @Nullable Node node, Map<Path, Node> now, List<List<Change>> pending) {
    Change change = new Change(name, node);
    change(now, change);
    pending.add(List.of(change));
  }

  private static void change(Map<Path, Node> names, Change change) {
    if (change.node() == null) {
      names.remove(change.name());
    } else {
      names.put(change.name(), change.node());
    }
  }

  /** A name whose folder is not there is lost with it. */
  private static void layOut(Map<Path, Node> names, Path root, Path folder, boolean whole)
      throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<Path, Node> entry : names.entrySet()) {
      Path place = folder.resolve(root.relativize(entry.getKey()).toString());
      byte[] content = entry.getValue().content;
      if (!Files.isDirectory(place.resolveSibling("."))) {
        continue;
      }
      if (content == null) {
        Files.createDirectories(place);
      } else {
        Files.write(place, whole || entry.getValue().forced ? content : new byte[0]);
      }
    }
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    calls.add(new Call.Write(file, new String(content, ISO_8859_1)));
    disk.write(file, content);
  }

  @Override
  public void force(Path file) throws IOException {
    calls.add(new Call.Force(file));
    disk.force(file);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    calls.add(new Call.MakeFolder(folder));
    disk.makeFolder(folder);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    calls.add(new Call.ForceFolder(folder));
    disk.forceFolder(folder);
  }

  @Override
  public void link(Path link, Path target) throws IOException {
    calls.add(new Call.Link(link, target));
    disk.link(link, target);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    calls.add(new Call.Move(from, to));
    disk.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    calls.add(new Call.Delete(path));
    disk.delete(path);
  }
}
