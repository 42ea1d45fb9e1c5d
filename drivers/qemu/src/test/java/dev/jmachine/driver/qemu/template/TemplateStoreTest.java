package dev.jmachine.driver.qemu.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.CacheLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateStoreTest {
  static final TemplateKey KEY =
      new TemplateKey(
          "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 2, 1024, 20, "recipe");

  private final List<Path> ended = new ArrayList<>();
  @TempDir private Path cache;
  private TemplateStore store;

  @BeforeEach
  void open() {
    store = new TemplateStore(cache.resolve("templates"), Pause.system());
  }

  private void make(TemplateStore.Making making) throws Exception {
    store.make(KEY, making, ended::add, soon(), reason -> {});
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20), Ticker.system());
  }

  private static TemplateRecord fill(TemplateFolder staging) throws IOException {
    Files.writeString(staging.disk(), "disk");
    return new TemplateRecord("2026-01-01T00:00:00Z", 450_000_000, "abc", KEY.details());
  }

  @Test
  void a_template_is_there_whole_with_what_it_is() throws Exception {
    assertThat(store.find(KEY)).isEmpty();

    make(TemplateStoreTest::fill);

    assertThat(store.find(KEY)).isPresent();
    assertThat(store.list())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.id()).isEqualTo(KEY.id());
              assertThat(kept.record().bytes()).isEqualTo(450_000_000);
              assertThat(kept.record().circumstances()).isEqualTo("abc");
              assertThat(kept.record().details()).containsExactlyEntriesOf(KEY.details());
            });
  }

  @Test
  void a_build_that_fails_leaves_nothing_and_ends_its_guest() throws Exception {
    assertThatThrownBy(
            () ->
                make(
                    staging -> {
                      Files.writeString(staging.memory(), "half");
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");

    assertThat(ended).hasSize(1);
    assertThat(files()).noneMatch(name -> name.contains("staging") || name.equals(KEY.id()));
  }

  @Test
  void of_many_builds_at_once_one_builds() throws Exception {
    AtomicInteger builds = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(
                () -> {
                  make(
                      staging -> {
                        builds.incrementAndGet();
                        return fill(staging);
                      });
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(builds).hasValue(1);
  }

  @Test
  void a_template_that_machines_need_stays_and_they_are_named() throws Exception {
    make(TemplateStoreTest::fill);
    Path machine = Files.createDirectories(cache.resolve("machines/dev/qemu"));
    TemplateFolder template = store.folder(KEY.id());
    template.claim("uid1", machine);

    assertThat(store.remove(KEY.id(), soon())).containsExactly(machine);
    assertThat(store.find(KEY)).isPresent();

    template.release("uid1");
    template.release("uid1");
    assertThat(store.remove(KEY.id(), soon())).isEmpty();
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void a_machine_whose_files_are_gone_keeps_no_template() throws Exception {
    make(TemplateStoreTest::fill);
    store.folder(KEY.id()).claim("uid1", cache.resolve("machines/gone/qemu"));

    assertThat(store.remove(KEY.id(), soon())).isEmpty();
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void a_template_that_is_being_removed_gets_no_new_machine() throws Exception {
    make(TemplateStoreTest::fill);
    Path machine = Files.createDirectories(cache.resolve("machines/dev/qemu"));
    TemplateFolder template = store.folder(KEY.id());
    template.hide();

    assertThat(template.claimIfThere("uid1", machine)).isFalse();
    assertThat(template.machines()).isEmpty();

    template.showAgain();
    assertThat(template.claimIfThere("uid1", machine)).isTrue();
    assertThat(template.machines()).containsExactly(machine);
  }

  /** Whoever was told that it may rest on the template still finds it afterwards. */
  @Test
  void a_machine_that_comes_while_the_template_is_removed_keeps_it_or_is_told() throws Exception {
    Path machine = Files.createDirectories(cache.resolve("machines/dev/qemu"));
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 200; round++) {
        make(TemplateStoreTest::fill);
        TemplateFolder template = store.folder(KEY.id());
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Boolean> claimed =
            threads.submit(
                () -> {
                  start.await();
                  return template.claimIfThere("uid1", machine);
                });
        Future<List<Path>> needing =
            threads.submit(
                () -> {
                  start.await();
                  return store.remove(KEY.id(), soon());
                });
        boolean needed = !needing.get().isEmpty();
        assertThat(!claimed.get() || needed).isTrue();
        assertThat(store.find(KEY).isPresent()).isEqualTo(needed);
        template.release("uid1");
        PrivateFiles.deleteTree(template.path());
      }
    }
  }

  @Test
  void what_a_killed_build_left_is_swept_and_what_a_live_one_makes_is_not() throws Exception {
    Path dead = Files.createDirectories(cache.resolve("templates/.00112233445566aa.staging/vm"));
    Files.createDirectories(cache.resolve("templates/.00112233445566bb.staging"));
    Path lock = cache.resolve("templates/.00112233445566bb.lock");
    try (CacheLock _ = CacheLock.ifFree(lock).orElseThrow()) {
      assertThat(store.sweep(ended::add)).containsExactly(dead.getParent());
    }
    assertThat(ended).containsExactly(dead.getParent());
    assertThat(files()).contains(".00112233445566bb.staging");
  }

  @Test
  void it_is_known_whether_a_template_is_being_made() throws Exception {
    assertThat(store.isBeingMade(KEY)).isFalse();
    make(
        staging -> {
          assertThat(store.isBeingMade(KEY)).isTrue();
          return fill(staging);
        });
    assertThat(store.isBeingMade(KEY)).isFalse();
  }

  @Test
  void an_id_that_is_none_never_becomes_a_path() {
    for (String id : List.of("..", "", "a/b", "00112233445566AA", ".00112233445566aa.staging")) {
      MachineFailure failure =
          catchThrowableOfType(MachineFailure.class, () -> store.remove(id, soon()));
      assertThat(failure.kind()).as(id).isEqualTo(FailureKind.NOT_FOUND);
    }
  }

  @Test
  void a_damaged_record_is_said_to_be_one() throws Exception {
    make(TemplateStoreTest::fill);
    Files.writeString(store.folder(KEY.id()).record(), "{");
    assertThatThrownBy(store::list).hasMessageContaining("template.json");
  }

  @Test
  void every_part_of_the_key_is_in_the_id() {
    List<TemplateKey> others =
        List.of(
            new TemplateKey("x", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 2, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "x", "QEMU 7.2.22", "tcg", "max", 2, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "x", "tcg", "max", 2, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "x", "max", 2, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "x", 2, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 3, 1024, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 2, 1025, 20, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 2, 1024, 21, "recipe"),
            new TemplateKey(
                "build-trixie-1", "pc-q35-7.2", "QEMU 7.2.22", "tcg", "max", 2, 1024, 20, "x"));
    assertThat(others).extracting(TemplateKey::id).doesNotHaveDuplicates().doesNotContain(KEY.id());
    assertThat(others.get(6).circumstances()).isEqualTo(KEY.circumstances());
    assertThat(others.get(2).circumstances()).isNotEqualTo(KEY.circumstances());
  }

  @Test
  void a_program_for_the_guest_never_has_a_value_in_its_code() {
    String program = GuestProgram.of("identity.sh", Map.of("JM_NAME", "it's $(x)"));
    assertThat(program)
        .startsWith("JM_NAME='it'\\''s $(x)'\n")
        .contains("/proc/sys/kernel/hostname");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(cache.resolve("templates"))) {
      return all.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
