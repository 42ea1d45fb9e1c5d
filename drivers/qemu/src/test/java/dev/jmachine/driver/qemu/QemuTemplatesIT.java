package dev.jmachine.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.Template;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A template that is a week old by its guest's clock, and a clone of it, whose clock is right.
 * Built in a cache of its own, whose image is the user's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class QemuTemplatesIT {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Duration WEEK = Duration.ofDays(7);

  private Path cache;
  private TestMachine clone;
  private Templates templates;
  private Template template;

  @BeforeAll
  void build(@TempDir Path folder) throws Exception {
    cache = folder.resolve("cache");
    Files.createDirectories(cache.resolve("qemu"));
    Path images = TestMachine.sharedCache().resolve("qemu/images");
    Files.createDirectories(images);
    Files.createSymbolicLink(cache.resolve("qemu/images"), images);
    Map<String, String> options = Map.of("qemu-memory", "640");
    Clock past = Clock.offset(Clock.systemUTC(), WEEK.negated());
    TestMachine builder = new TestMachine(folder.resolve("builder"), cache, options, past);
    Templates old = builder.driver.templates().orElseThrow();
    assertThat(old.readiness(builder.options())).isNotEqualTo(Readiness.READY);
    template = old.build(builder.options(), builder.steps, builder.in(LIMIT));
    clone = new TestMachine(folder.resolve("clone"), cache, options);
    templates = clone.driver.templates().orElseThrow();
  }

  @AfterAll
  void remove() throws Exception {
    if (clone != null) {
      clone.removeAll();
    }
  }

  @Test
  @Order(1)
  void aTemplateIsReadOnlyAndHasNoGuestLeft() throws Exception {
    assertThat(template.fits()).isTrue();
    assertThat(template.machines()).isEmpty();
    assertThat(template.bytes()).isBetween(100_000_000L, 700_000_000L);
    Path folder = cache.resolve("qemu/templates").resolve(template.id());
    for (String name : List.of("disk.qcow2", "memory", "state")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo(name.equals("memory") ? "rw-------" : "r--------");
    }
    assertThat(folder.resolve("vm")).doesNotExist();
    assertThat(templates.readiness(clone.options())).isEqualTo(Readiness.READY);
    assertThat(templates.readiness(TestMachine.options(Map.of("qemu-memory", "641"))))
        .isEqualTo(Readiness.MISSING);
  }

  @Test
  @Order(2)
  void aCloneOfAWeekOldTemplateHasItsOwnIdentityAndTheRightTimeBeforeAnyPortIsOpen()
      throws Exception {
    try (WarmHost host = clone.resume(LIMIT)) {
      assertThat(clone.listeningPorts()).isEmpty();
      Instant before = Instant.now();
      List<String> clock = host.run("/bin/date +%s.%N", clone.in(LIMIT)).printed();
      assertThat(Double.parseDouble(clock.getFirst()))
          .isBetween(seconds(before) - 2, seconds(Instant.now()) + 2);
      List<String> seen =
          host.run(
                  "hostname; cat /etc/machine-id; docker -H unix:///run/docker.sock ps -q"
                      + " && echo engine; find /etc/docker /run /root /tmp -name '*.pem'",
                  clone.in(LIMIT))
              .printed();
      assertThat(seen).contains("probe", "engine").hasSize(3); // no certificate that could end
      clone.moved(host.admit(clone.in(LIMIT)));
      assertThat(clone.listeningPorts()).hasSize(2).allMatch(port -> port.startsWith("127.0.0.1:"));
    }
    assertThat(clone.ssh("hostname; dmesg | grep -c 'reseeded due to virtual machine fork'"))
        .containsExactly("probe", "1");
    assertThat(clone.ledger.history())
        .containsSubsequence(
            "intend folder",
            "made folder",
            "intend clone",
            "made clone",
            "intend disk",
            "made disk",
            "intend process",
            "made process");
  }

  @Test
  @Order(3)
  void aContainerStartsFromTheOneCopyOfRuncThatIsHeldInMemory() throws Exception {
    assertThat(
            clone.ssh(
                "export $(systemctl show -P Environment containerd.service); "
                    + "mkdir -p /run/bundle/rootfs/bin; cd /run/bundle; "
                    + "cp /usr/bin/busybox rootfs/bin/sh; runc spec; "
                    + "sed -i 's/\"terminal\": true/\"terminal\": false/' config.json; "
                    + "runc create probe </dev/null >/dev/null 2>&1; "
                    + "init=$(runc state probe | sed -n 's/.*\"pid\": \\([0-9]*\\).*/\\1/p'); "
                    + "stat -Lc %i /proc/$init/exe /run/jmachine-runc/runc | uniq | wc -l; "
                    + "runc delete -f probe"))
        .containsExactly("1");
  }

  @Test
  @Order(4)
  void anotherRuncIsHeldAfterAnInstallation() throws Exception {
    List<String> before = clone.ssh("readlink /run/jmachine-runc/runc");
    assertThat(clone.ssh("dpkg --configure -a; readlink /run/jmachine-runc/runc"))
        .hasSize(1)
        .isNotEqualTo(before);
    assertThat(
            clone.ssh(
                "systemctl stop jmachine-runc; export $(systemctl show -P Environment containerd);"
                    + " command -v runc; systemctl start jmachine-runc"))
        .containsExactly("/usr/sbin/runc");
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  @Test
  @Order(5)
  void aTemplateWithAMachineOnTopOfItIsNotRemoved() {
    MachineFailure failure =
        catchThrowableOfType(
            MachineFailure.class, () -> templates.remove(template.id(), clone.steps));
    assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(String.valueOf(failure.reason())).contains("probe");
  }

  @Test
  @Order(6)
  void aDamagedTemplateIsAFailureInQemusWordsAndTheMachineCanBootInstead() throws Exception {
    clone.removeAll();
    Path state = cache.resolve("qemu/templates").resolve(template.id()).resolve("state");
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rw-------"));
    try (RandomAccessFile file = new RandomAccessFile(state.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    MachineFailure failure =
        catchThrowableOfType(MachineFailure.class, () -> clone.resume(LIMIT).close());
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(String.valueOf(failure.reason())).contains("migration");
  }

  @Test
  @Order(7)
  void aTemplateThatNobodyNeedsGoesAndLeavesNothing() throws Exception {
    clone.removeAll();
    templates.remove(template.id(), clone.steps);
    assertThat(templates.list()).isEmpty();
    assertThat(cache.resolve("qemu/templates").resolve(template.id())).doesNotExist();
    assertThat(templates.sweep()).isEmpty();
  }
}
