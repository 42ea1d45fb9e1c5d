package dev.jmachine.example.hello;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionType;
import dev.jmachine.example.hello.cloud.FolderCloud;
import java.util.List;
import java.util.Map;

// snippet: provider
/** The driver {@code hello} as the service loader finds it: data alone, no SDK is loaded. */
public final class HelloProvider implements DriverProvider {
  static final String ENDPOINT = "hello-endpoint";
  static final String SIZE = "hello-size";
  static final String TOKEN = "hello-token";
  static final String ENDPOINT_ENV = "HELLO_ENDPOINT";
  static final String TOKEN_ENV = "HELLO_TOKEN";

  private static final DriverInfo INFO =
      new DriverInfo(
          "hello",
          List.of("hellocloud"),
          "example: instances that are entries in a folder",
          List.of(
              DriverOption.of(
                      ENDPOINT, OptionType.FILE, "FOLDER", "Folder that plays the hello cloud")
                  .withEnv(ENDPOINT_ENV),
              DriverOption.of(SIZE, OptionType.TEXT, "SIZE", "Size of the instance: small or big")
                  .withDefault("small")
                  .withEnv("HELLO_SIZE"),
              DriverOption.of(
                      TOKEN, OptionType.TEXT, "TOKEN", "Token of the account, if it has one")
                  .withEnv(TOKEN_ENV)
                  .asSecret()),
          Map.of(
              Capability.SSH, "hello instances are entries in a folder: nobody can log in to one",
              Capability.CONSOLE, "hello instances write to no console"));

  @Override
  public DriverInfo info() {
    return INFO;
  }

  @Override
  public Driver open(DriverContext context) {
    return new HelloDriver(
        context, (folder, token) -> new FolderCloud(folder, token, context.clock()));
  }
}
// end: provider
