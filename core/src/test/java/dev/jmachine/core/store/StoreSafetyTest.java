package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.core.FaultCase;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that others may change is not used: what it holds is run as us. */
class StoreSafetyTest {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;
  private MachineStore store;

  @BeforeEach
  void setUp() throws Exception {
    store = MachineStore.at(home.resolve("my store"), Clock.systemUTC());
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  @FaultCase(id = "F30", sees = "a refusal with the command that mends it")
  void aStoreThatOthersMayWriteToIsRefusedWithTheFix(String permissions) throws Exception {
    Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString(permissions));
    refused(() -> store.load(WEB));
    refused(() -> store.list());
    refused(() -> store.exists(WEB));
    refused(() -> store.lock(WEB, "start"));
    refused(() -> store.reserve(new MachineName("new"), "create"));
    Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString("rwx------"));
    assertThat(store.list()).hasSize(1);
  }

  @Test
  void theMachinesFolderIsLookedAtToo() throws Exception {
    Files.setPosixFilePermissions(
        store.root().resolve("machines"), PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("others may write to it (mode 770)");
  }

  @Test
  void aStoreThatOthersMayReadIsUsed() throws Exception {
    Files.setPosixFilePermissions(store.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(store.load(WEB)).isEqualTo(Examples.reserved("web-1"));
  }

  @Test
  @FaultCase(id = "F30", sees = "a refusal with the command that mends it")
  void anotherUsersStoreIsRefusedWithTheFix() throws Exception {
    assumeTrue(isRoot(), "only root can give a folder away");
    Files.setAttribute(store.root(), "unix:uid", 12345);
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo("it belongs to another user (uid 12345)");
              assertThat(failure.hints()).contains("sudo chown -R 0 '" + store.root() + "'");
            });
  }

  private void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.what())
                  .isEqualTo("the store's folder " + store.root() + " is not safe to use");
              assertThat(failure.reason()).startsWith("others may write to it (mode ");
              assertThat(failure.hints()).containsExactly("chmod go-w '" + store.root() + "'");
            });
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(store.root(), "unix:uid").equals(0);
  }
}
