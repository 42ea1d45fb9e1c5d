package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackAddressTest {
  @Test
  void onLinuxHostsHaveLoopbackAddressesOfTheirOwn() throws Exception {
    var addresses =
        IntStream.range(0, 50).mapToObj(i -> LoopbackAddress.of("test-" + i, "Linux")).toList();
    assertThat(addresses).doesNotHaveDuplicates().doesNotContain("127.0.0.1");
    for (String address : addresses) {
      assertThat(InetAddress.getByName(address).isLoopbackAddress()).as(address).isTrue();
    }
  }

  @Test
  void elsewhereThereIsOnlyOne() {
    assertThat(LoopbackAddress.of("it", "Mac OS X")).isEqualTo("127.0.0.1");
  }
}
