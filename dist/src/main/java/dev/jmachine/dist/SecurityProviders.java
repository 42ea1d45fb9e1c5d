package dev.jmachine.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The security providers of the runtime that is shipped. The JDK's list names some whose modules
 * are not linked; Java then looks for each of them with a ServiceLoader, which finds BouncyCastle's
 * and starts them: a tenth of a second and 400 classes at the first use of TLS.
 */
final class SecurityProviders {
  /** Those of the modules in {@link RuntimeImage#MODULES}. */
  static final List<String> IN_IMAGE =
      List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE", "SunJGSS", "SunSASL", "JdkLDAP");

  private static final String KEY = "security.provider.";

  private SecurityProviders() {}

  /** Strikes all others from the list of a runtime, and numbers it anew: a gap would end it. */
  static void keepThoseOf(Path runtime) throws IOException {
    Path file = runtime.resolve("conf/security/java.security");
    List<String> kept = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      if (!isEntry(line)) {
        kept.add(line);
      } else if (IN_IMAGE.contains(line.substring(line.indexOf('=') + 1))) {
        kept.add(KEY + ++number + line.substring(line.indexOf('=')));
      }
    }
    Files.write(file, kept);
  }

  private static boolean isEntry(String line) {
    return line.startsWith(KEY) && line.indexOf('=') > 0;
  }
}
