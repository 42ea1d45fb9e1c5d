package dev.jmachine.example.hello.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.testkit.FakeTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCloudTest {
  @TempDir private Path folder;
  private final FakeTime time = FakeTime.start();

  @Test
  void anInstanceIsPendingThenRunningAndAnotherProcessSeesItToo() {
    Instance launched = launch("t");
    assertThat(launched.state()).isEqualTo("pending");
    time.advance(FolderCloud.SETTLING);
    assertThat(cloud().instances()).containsExactly(launched.with("running"));
  }

  @Test
  void aTerminatedInstanceDisappears() {
    Instance launched = launch("t");
    cloud().change(launched.id(), HelloCloud.Change.TERMINATE);
    assertThat(cloud().instances()).extracting(Instance::state).containsExactly("terminating");
    time.advance(FolderCloud.SETTLING);
    assertThat(cloud().instances()).isEmpty();
    assertCode("NotFound", () -> cloud().change(launched.id(), HelloCloud.Change.START));
  }

  @Test
  void anInstanceEndsByItselfAtItsTimeAndLaterWhereThatIsMoved() {
    Instance launched = launch("t");
    cloud().endAt(launched.id(), time.instant().plusSeconds(60));
    time.advance(Duration.ofSeconds(59));
    assertThat(cloud().instances()).hasSize(1);
    cloud().endAt(launched.id(), time.instant().plusSeconds(60));
    time.advance(Duration.ofSeconds(59));
    assertThat(cloud().instances()).hasSize(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(cloud().instances()).isEmpty();
  }

  @Test
  void anAddressOfAnInstanceStays() {
    Instance launched = launch("t");
    assertCode("AddressInUse", () -> cloud().releaseAddress(launched.addressId()));
    assertThat(cloud().addresses()).hasSize(1);
  }

  @Test
  void theAccountMayBeLimited() throws Exception {
    Files.writeString(folder.resolve("limit"), "1\n");
    launch("first");
    assertCode("LimitExceeded", () -> launch("second"));
  }

  @Test
  void theAccountMayHaveAToken() throws Exception {
    Files.writeString(folder.resolve("token"), "s3cret\n");
    assertCode("Unauthorized", () -> cloud().sizes());
    assertThat(new FolderCloud(folder, "s3cret", time).sizes()).contains("small");
  }

  @Test
  void aFolderThatIsNotThereIsNoCloud() {
    FolderCloud nowhere = new FolderCloud(folder.resolve("absent"), null, time);
    assertCode("NoSuchEndpoint", nowhere::instances);
  }

  private Instance launch(String token) {
    Address address = cloud().reserveAddress(token, Map.of());
    return cloud().launch(token, "small", address.id(), Map.of("owner", "me"), null);
  }

  private FolderCloud cloud() {
    return new FolderCloud(folder, null, time);
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatExceptionOfType(HelloCloudException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
