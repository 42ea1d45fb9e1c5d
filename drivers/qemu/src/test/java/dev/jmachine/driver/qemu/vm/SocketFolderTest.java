package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {
  private static final Path DEEP = Path.of("/home/" + "x".repeat(100) + "/machines/dev/qemu");

  @TempDir Path folder;

  @Test
  void aShortPathHoldsItsOwnSockets() {
    Path near = Path.of("/home/me/.jmachine/machines/dev/qemu");
    assertThat(SocketFolder.of(near, Map.of("XDG_RUNTIME_DIR", "/run/user/1"), "me"))
        .isEqualTo(near);
  }

  @Test
  void aDeepHomeUsesTheRuntimeFolder() {
    Path sockets = SocketFolder.of(DEEP, Map.of("XDG_RUNTIME_DIR", "/run/user/1"), "me");
    assertThat(sockets.getParent()).isEqualTo(Path.of("/run/user/1/jmachine"));
    assertThat(SocketFolder.of(DEEP, Map.of("XDG_RUNTIME_DIR", "/run/user/1"), "me"))
        .isEqualTo(sockets);
  }

  @Test
  void withoutARuntimeFolderAFolderOfTheUsersInTmpServes() {
    assertThat(SocketFolder.of(DEEP, Map.of(), "me").getParent())
        .isEqualTo(Path.of("/tmp/jmachine-me"));
  }

  @Test
  void theFoldersAreMadePrivate() throws IOException {
    Path sockets = folder.resolve("jmachine-me/0a");
    SocketFolder.make(sockets, folder);
    for (Path made : new Path[] {sockets, folder.resolve("jmachine-me")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aFolderThatOthersMayWriteIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("jmachine-me"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> SocketFolder.make(open.resolve("0a"), folder))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("another user");
  }
}
