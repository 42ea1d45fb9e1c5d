package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedHostsTest {
  private final SharedHosts shared = new SharedHosts();
  @TempDir private Path folder;
  private FakeProgram fake;

  @BeforeEach
  void aProgram() throws IOException {
    fake = FakeProgram.in(folder);
  }

  private HostOrder order() {
    return JMachine.create().program(fake.program());
  }

  @Test
  void equalOrdersAreOneHostWhateverTheirNames() throws Exception {
    Host host = shared.get(order().memory(2048), "");
    assertThat(shared.get(order().memory(2048), "")).isSameAs(host);
    assertThat(shared.get(order(), "")).isNotSameAs(host);
    assertThat(shared.get(order().memory(2048), "other")).isNotSameAs(host);
    assertThat(shared.first()).contains(host);
    assertThat(fake.machines()).hasSize(3);
  }

  @Test
  void aHostThatIsGivenBackEndsAndTheNextIsNew() throws Exception {
    Host host = shared.get(order(), "");
    shared.end(host);
    assertThat(fake.machines()).isEmpty();
    assertThat(shared.get(order(), "")).isNotSameAs(host);
  }

  @Test
  void aKeptHostLivesOn() throws Exception {
    Host host = shared.get(order(), "");
    shared.keep(host);
    shared.end(host);
    assertThat(fake.machines()).containsExactly(host.name());
    host.close();
  }
}
