import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java file below a folder: `java Format.java check|apply
// FOLDER`.
/// The build runs it on JDK 25, since the formatter parses with the compiler it runs on (ADR 0002).
public final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(javaFiles(Path.of(args[1])));
    int code = format(arguments.toArray(String[]::new));
    if (code != 0 && !apply) {
      System.err.println(
          "These files are not formatted; run: mvn -q -N verify -Dformat=apply"
              + " -Dformat.folder=MODULE");
    }
    System.exit(code);
  }

  private static List<String> javaFiles(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.filter(Format::isSource).map(Path::toString).sorted().toList();
    }
  }

  private static boolean isSource(Path path) {
    String text = path.toString();
    return text.endsWith(".java") && !text.contains("/target/");
  }

  private static int format(String... arguments) throws Exception {
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    return new Main(out, err, System.in).format(arguments);
  }
}
