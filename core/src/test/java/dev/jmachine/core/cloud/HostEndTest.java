package dev.jmachine.core.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jmachine.core.driver.SshKeyPair;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostEndTest {
  private static final Instant LAUNCHED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MOMENT = Instant.parse("2026-01-01T02:00:00Z");
  private static final HostEnd END =
      new HostEnd("u1", LAUNCHED, MOMENT, HostEnd.Tags.EC2, "jmachine:expires");
  private static final Path SCRIPT =
      Path.of("src/main/resources/dev/jmachine/core/cloud/host-end.sh").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  @Timeout(120)
  void theScriptPassesItsBatsTestsUnder(String shell) throws Exception {
    assumeTrue(isInstalled("bats") && isInstalled(shell.split(" ")[0]), "needs bats and " + shell);
    ProcessBuilder bats = new ProcessBuilder("bats", "src/test/bats/host-end.bats");
    bats.environment().put("SHELL_UNDER_TEST", shell);
    bats.environment().put("SCRIPT", SCRIPT.toString());
    Process process = bats.redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    assertThat(lines).anyMatch(line -> line.startsWith("ok "));
  }

  @Test
  void theBoothookHasItsSettingsAndComesBeforeWhateverTheUserGives() {
    String text = userData(END);
    assertThat(text.indexOf("text/cloud-boothook"))
        .isPositive()
        .isLessThan(text.indexOf("text/plain"));
    String encoded = text.split("base64\n\n")[1].split("\n--==")[0];
    String hook = new String(Base64.getMimeDecoder().decode(encoded), UTF_8);
    assertThat(hook)
        .startsWith(
            "#!/bin/sh\nJM_UID=u1 JM_MOMENT=1767232800 JM_LEFT=7200 JM_TAGS=ec2"
                + " JM_KEY=jmachine:expires\nset -eu\n")
        .doesNotContain("\n#", "\n  #");
  }

  @Test
  void itIsTheSameForEveryRepetitionAndLeavesRoomForTheUsersData() {
    assertThat(userData(END)).isEqualTo(userData(END));
    assertThat(userData(END).length()).isLessThan(9 * 1024);
  }

  @Test
  void withoutAnExpiryThereIsNoBoothook() {
    String text =
        UserData.of("u1", "ssh-ed25519 AAAA", key(), new UserData.Limit("EC2", 16384, "x"), null);
    assertThat(text).doesNotContain("boothook");
  }

  @Test
  void whatAShellWouldTakeForMoreThanANameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostEnd("$(x)", LAUNCHED, MOMENT, HostEnd.Tags.NONE, "expires"));
  }

  /** The real curl against a service that, like EC2's, answers nobody without a session's token. */
  @Test
  void aMomentInTheTagIsReadThroughTheMetadataService() throws Exception {
    assumeTrue(isInstalled("curl"), "needs curl");
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", HostEndTest::metadata);
    service.start();
    try {
      tick("http://127.0.0.1:" + service.getAddress().getPort());
    } finally {
      service.stop(0);
    }
    long later = Instant.parse("2026-01-01T05:00:00Z").getEpochSecond();
    assertThat(Files.readString(folder.resolve("var/lib/jmachine/host-end")))
        .startsWith("u1 " + later + " ");
  }

  private static void metadata(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean isToken =
        exchange.getRequestMethod().equals("PUT")
            && path.equals("/latest/api/token")
            && exchange.getRequestHeaders().containsKey("X-aws-ec2-metadata-token-ttl-seconds");
    boolean isKnown =
        "t0ken".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
    String tags = "/latest/meta-data/tags/instance";
    String answer =
        isToken
            ? "t0ken"
            : !isKnown
                ? ""
                : path.equals(tags)
                    ? "Name\njmachine:expires"
                    : path.equals(tags + "/jmachine:expires") ? "2026-01-01T05:00:00Z" : "";
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(bytes.length == 0 ? 401 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** One look of a host that has run for its two hours. */
  private void tick(String metadata) throws Exception {
    Path kernel = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
    Files.writeString(kernel.resolve("boot_id"), "one\n");
    Files.writeString(folder.resolve("proc/uptime"), "7200.00 1.00\n");
    Files.createDirectories(folder.resolve("var/lib/jmachine"));
    Path hook = Files.writeString(folder.resolve("hook"), END.script());
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String absent : List.of("systemctl", "timedatectl")) {
      assertThat(Files.writeString(bin.resolve(absent), "#!/bin/sh\n").toFile().setExecutable(true))
          .isTrue();
    }
    ProcessBuilder sh = new ProcessBuilder("sh", hook.toString(), "tick");
    sh.environment().put("JM_ROOT", folder.toString());
    sh.environment().put("JM_METADATA", metadata);
    sh.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    Process process = sh.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String userData(HostEnd end) {
    return UserData.of(
        "u1",
        "ssh-ed25519 AAAA",
        key(),
        new UserData.Limit("EC2", 16384, "aws-userdata"),
        "#!/bin/sh\nsleep 1000000\n".getBytes(UTF_8),
        end);
  }

  private static SshKeyPair key() {
    return new SshKeyPair("a host key\n", "ssh-ed25519 BBBB");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
