package dev.jmachine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ports.Binding;
import org.junit.jupiter.api.Test;

class PublishedTest {
  @Test
  void tcpPortsAreToldApartByWhereTheyAnswer() {
    Ports ports = new Ports();
    ports.bind(ExposedPort.tcp(80), Binding.bindIpAndPort("0.0.0.0", 32769));
    ports.bind(ExposedPort.tcp(80), Binding.bindIpAndPort("::", 32769));
    ports.bind(ExposedPort.tcp(81), Binding.bindIpAndPort("127.0.0.1", 32770));
    ports.bind(ExposedPort.tcp(82), Binding.bindPort(32768));
    ports.bind(ExposedPort.tcp(83), null);
    ports.bind(ExposedPort.udp(53), Binding.bindPort(32771));

    Published published = Published.of(ports);

    assertThat(published.everywhere()).containsExactly(32768, 32769);
    assertThat(published.elsewhere()).containsExactly(32770);
  }
}
