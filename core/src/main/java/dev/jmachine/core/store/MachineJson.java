package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.json.JsonTypes;
import dev.jmachine.core.jsonb.GeneratedJsonComponent;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;

/** A machine's record as JSON text, in the store and for {@code inspect}. */
public final class MachineJson {
  private static final Jsonb JSONB =
      JsonTypes.of(new GeneratedJsonComponent()).add(HostKey.class, new HostKeyJson()).build();
  private static final JsonType<Machine> MACHINE = JSONB.type(Machine.class);

  private MachineJson() {}

  /** The record, indented, with a final line feed; absent values are left out. */
  public static String text(Machine machine) {
    return MACHINE.toJsonPretty(machine) + "\n";
  }

  static byte[] bytes(Machine machine) {
    return text(machine).getBytes(UTF_8);
  }

  /**
   * Reads a record. Unknown members are skipped: a record of the same schema may have more.
   *
   * @throws UnusableRecordException with a reason for people
   */
  static Machine read(byte[] json) throws UnusableRecordException {
    Machine machine;
    try {
      machine = MACHINE.fromJson(json);
    } catch (RuntimeException e) {
      // Whatever a broken record trips over (syntax, a missing member, a value that a constructor
      // refuses) means the same to the user, unless a newer program wrote it.
      throw isNewer(schema(json))
          ? UnusableRecordException.newer(schema(json))
          : UnusableRecordException.broken(e);
    }
    if (isNewer(machine.schema())) {
      throw UnusableRecordException.newer(machine.schema());
    }
    if (machine.schema() < 1) {
      throw UnusableRecordException.because("it has no schema version");
    }
    return machine;
  }

  private static boolean isNewer(int schema) {
    return schema > Machine.SCHEMA;
  }

  /** The schema version alone; 0 where there is none to be read. */
  private static int schema(byte[] json) {
    try (var reader = JSONB.reader(json)) {
      reader.beginObject();
      while (reader.hasNextField()) {
        if (reader.nextField().equals("schema")) {
          return reader.readInt();
        }
        reader.skipValue();
      }
      return 0;
    } catch (RuntimeException e) {
      // the reader runs off the end of some texts that are cut
      return 0;
    }
  }
}
