package dev.jmachine.driver.none;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionType;
import java.util.List;
import java.util.Map;

/** The driver {@code none} as the service loader finds it. */
public final class NoneProvider implements DriverProvider {
  static final String URL = "none-url";
  static final String CERT_PATH = "none-cert-path";
  static final String NO_POWER =
      "the none driver knows an engine and no host that could be switched";

  /** docker-machine's name of {@link #URL} was {@code --url}. */
  private static final DriverInfo INFO =
      new DriverInfo(
          "none",
          List.of(),
          "an existing engine, reached by its URL",
          List.of(
              DriverOption.of(
                      URL,
                      OptionType.TEXT,
                      "URL",
                      "The engine: tcp://HOST:PORT or a host alone, whose port is then 2376")
                  .withAliases("url"),
              DriverOption.of(
                  CERT_PATH,
                  OptionType.FILE,
                  "FOLDER",
                  "Folder with the engine's ca.pem and the client's cert.pem and key.pem, which are"
                      + " copied; without it the engine is not asked")),
          Map.of(
              Capability.START_STOP, NO_POWER,
              Capability.KILL, NO_POWER,
              Capability.SSH, "the none driver knows an engine and no host to log in to",
              Capability.CONSOLE, "the none driver knows an engine and no host with a console",
              Capability.FIND, "the none driver makes nothing that could be found",
              Capability.EXPIRY, "the none driver knows an engine and no host that it could end"));

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new NoneDriver(context);
  }
}
