package dev.jmachine.core.pool;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of the pool; kept as pool.json in its folder.
 *
 * @param size how many machines wait; 0 for no pool
 * @param driver its driver
 * @param options the driver's options as typed, by name
 * @param ttl how long a machine waits before it goes, for what a create left as its spare; null for
 *     a pool that the user set, whose machines wait until they are taken
 */
public record PoolPlan(
    int size, String driver, Map<String, List<String>> options, @Nullable Duration ttl) {
  private static final String FILE = "pool.json";
  private static final String TTL = "ttlSeconds";

  public PoolPlan {
    options = new LinkedHashMap<>(options);
  }

  /** Whether a create may replace it by the plan for its spare. */
  boolean givesWay() {
    return size == 0 || ttl != null;
  }

  /** Whether its machines are of that kind; of none where it wants none. */
  boolean isFor(MachineSpec spec) {
    return size > 0 && spec.driver().equals(driver) && spec.driverOptions().equals(options);
  }

  /** The plan in a folder; of size 0 where there is none. */
  public static PoolPlan read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new PoolPlan(0, "", Map.of(), null);
    }
    try {
      JsonObject json = JsonObject.parse(Files.readString(file));
      JsonObject options = json.object("options");
      Map<String, List<String>> values = new LinkedHashMap<>();
      options.names().forEach(name -> values.put(name, options.strings(name)));
      Duration ttl = json.has(TTL) ? Duration.ofSeconds(json.integer(TTL)) : null;
      return new PoolPlan(json.integer("size"), json.string("driver"), values, ttl);
    } catch (IllegalArgumentException e) {
      throw MachineFailure.failed("cannot read " + file)
          .because("the file is damaged", e)
          .hint("jmachine pool set 0");
    }
  }

  void write(Path folder) throws IOException {
    PrivateFiles.makeFolder(folder);
    Long seconds = ttl == null ? null : ttl.toSeconds();
    var json = JsonText.object("size", size, "driver", driver, "options", options, TTL, seconds);
    PrivateFiles.write(folder.resolve(FILE), JsonText.indented(json) + "\n");
  }
}
