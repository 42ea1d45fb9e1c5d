package dev.jmachine.driver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.core.cloud.HostEnd;
import dev.jmachine.core.cloud.UserData;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The boothook of the user data on a real systemd, which is started as cloud-init starts it. */
@Timeout(600)
class HostEndIT {
  /** What the host may be late by: it looks twice a minute. */
  private static final Duration LATE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  @FaultCase(
      id = "F47",
      sees =
          "nothing: the host powers itself off, though no client comes back and none ever logged"
              + " in")
  void aHostPowersItselfOffAtItsTimeWithoutAnyClient() throws Exception {
    try (NamespaceHost host = boot()) {
      Instant moment = Instant.now().plusSeconds(20);
      hook(host, moment);
      awaitOff(host, moment);
      assertThat(Instant.now()).isAfterOrEqualTo(moment.minusSeconds(1));
    }
  }

  @Test
  void aHostWhoseTagSaysLaterEndsLater() throws Exception {
    try (NamespaceHost host = boot()) {
      Instant given = Instant.now().plusSeconds(5);
      Instant later = given.plusSeconds(60);
      metadata(host, later);
      hook(host, given);
      Await.with(Pause.system(), Backoff.LOCAL)
          .until(
              "the first moment to be long over",
              Deadline.in(Duration.ofMinutes(2), Ticker.system()),
              () ->
                  Instant.now().isAfter(given.plusSeconds(45))
                      ? Attempt.ready(true)
                      : Attempt.notYet("it is not"));
      assertThat(isUp(host)).as("after the first moment").isTrue();
      awaitOff(host, later);
    }
  }

  private NamespaceHost boot() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    NamespaceHost host =
        NamespaceHost.boot("trixie", Files.createDirectory(folder.resolve("host")));
    Await.with(Pause.system(), Backoff.LOCAL)
        .until(
            "the host to be up",
            Deadline.in(Duration.ofMinutes(2), Ticker.system()),
            () -> booted(host));
    return host;
  }

  private static Attempt<Boolean> booted(NamespaceHost host) throws InterruptedException {
    String state = printed(host, "systemctl", "is-system-running");
    return state.equals("running") || state.equals("degraded")
        ? Attempt.ready(true)
        : Attempt.notYet(state);
  }

  /** The uptime of a host in namespaces is this computer's: its count begins that much earlier. */
  private static void hook(NamespaceHost host, Instant moment) throws Exception {
    double up = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    Instant launched = Instant.now().minusSeconds((long) up);
    HostEnd end = new HostEnd("u1", launched, moment, HostEnd.Tags.EC2, "jmachine:expires");
    String text =
        UserData.of(
            "u1",
            "ssh-ed25519 AAAA",
            new SshKeyPair("key\n", "ssh-ed25519 BBBB"),
            new UserData.Limit("EC2", 16384, "x"),
            null,
            end);
    String encoded = text.split("text/cloud-boothook")[1].split("base64\n\n")[1].split("\n--==")[0];
    put(
        host,
        "/var/lib/cloud/instance/boothooks/part-001",
        Base64.getMimeDecoder().decode(encoded));
    assertThat(host.run("/var/lib/cloud/instance/boothooks/part-001")).isEmpty();
    assertThat(host.run("systemctl", "is-active", "jmachine-host-end.timer")).isEqualTo("active");
  }

  /** A curl that answers as EC2's metadata service does; the real one is met by HostEndTest. */
  private static void metadata(NamespaceHost host, Instant moment) throws Exception {
    String answer =
        """
        #!/bin/sh
        case "$*" in
          *api/token*) echo t0ken ;;
          *tags/instance/jmachine:expires*) echo %s ;;
          *tags/instance*) echo jmachine:expires ;;
        esac
        """
            .formatted(moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    put(host, "/usr/local/bin/curl", answer.getBytes(UTF_8));
  }

  private static void put(NamespaceHost host, String file, byte[] content) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(content);
    host.run(
        "sh",
        "-c",
        "mkdir -p ${1%/*} && echo " + base64 + " | base64 -d >$1 && chmod 755 $1",
        "sh",
        file);
  }

  private static void awaitOff(NamespaceHost host, Instant moment) throws Exception {
    Duration patience = Duration.between(Instant.now(), moment).plus(LATE);
    Await.with(Pause.system(), Backoff.LOCAL)
        .until(
            "the host to be off",
            Deadline.in(patience, Ticker.system()),
            () -> isUp(host) ? Attempt.notYet("it runs") : Attempt.ready(true));
  }

  private static boolean isUp(NamespaceHost host) throws InterruptedException {
    return printed(host, "echo", "up").equals("up");
  }

  /** What a host that is off prints is a failure of the command. */
  private static String printed(NamespaceHost host, String... command) throws InterruptedException {
    try {
      return host.run(command);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
