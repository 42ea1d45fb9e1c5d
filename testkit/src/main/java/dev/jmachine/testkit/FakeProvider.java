package dev.jmachine.testkit;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The driver "fake" (also "fakecloud"), with an option of every type and a secret one. Everything
 * it makes lives in a {@link FakeCloud} that outlives the drivers it opens.
 */
public final class FakeProvider implements DriverProvider {
  private final FakeCloud cloud;
  private final DriverInfo info;
  private @Nullable FakeTemplates templates;

  /** With a cloud of its own and every capability. */
  public FakeProvider() {
    this(new FakeCloud());
  }

  public FakeProvider(FakeCloud cloud) {
    this(cloud, info("fake", Map.of()));
  }

  private FakeProvider(FakeCloud cloud, DriverInfo info) {
    this.cloud = cloud;
    this.info = info;
  }

  /** The same without a capability, declared with this reason. */
  public FakeProvider lacking(Capability capability, String reason) {
    Map<Capability, String> lacks = new HashMap<>(info.lacks());
    lacks.put(capability, reason);
    return new FakeProvider(cloud, info(info.name(), lacks));
  }

  /** The same under another name, which its options and environment variables begin with. */
  public FakeProvider named(String name) {
    return new FakeProvider(cloud, info(name, info.lacks()));
  }

  /** The same, able to resume hosts. */
  public FakeProvider with(FakeTemplates kept) {
    FakeProvider able = new FakeProvider(cloud, info);
    able.templates = kept;
    return able;
  }

  public FakeCloud cloud() {
    return cloud;
  }

  @Override
  public DriverInfo info() {
    return info;
  }

  @Override
  public Driver open(DriverContext context) {
    return new FakeDriver(cloud, info, context, templates);
  }

  private static DriverInfo info(String name, Map<Capability, String> lacks) {
    String env = name.toUpperCase(Locale.ROOT);
    return new DriverInfo(
        name,
        List.of(name + "cloud"),
        "hosts that exist in memory only, for tests",
        List.of(
            DriverOption.of(name + "-size", OptionType.TEXT, "SIZE", "Size of the host")
                .withDefault("small")
                .withAliases(name + "cloud-size")
                .withEnv(env + "_SIZE"),
            DriverOption.of(name + "-cpus", OptionType.NUMBER, "N", "Number of processors")
                .withDefault("1"),
            DriverOption.of(name + "-tag", OptionType.LIST, "TAG", "A tag of the user's"),
            DriverOption.of(name + "-fast", OptionType.FLAG, "", "Be quick about it"),
            DriverOption.of(name + "-image", OptionType.FILE, "FILE", "Image to boot"),
            DriverOption.of(
                    name + "-password", OptionType.TEXT, "SECRET", "Password at the provider")
                .withEnv(env + "_PASSWORD")
                .asSecret()),
        lacks);
  }
}
