package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.machine.Machine;
import java.util.Map;

/** A machine's record as JSON, in the store and for {@code inspect}. */
public final class MachineJson {
  private MachineJson() {}

  /** The record, indented, with a final line feed; absent values are left out. */
  public static String text(Machine machine) {
    return JsonText.indented(tree(machine)) + "\n";
  }

  /** The record as a tree for {@link JsonText}. */
  public static Map<String, Object> tree(Machine machine) {
    return RecordTree.of(machine);
  }

  static byte[] bytes(Machine machine) {
    return text(machine).getBytes(UTF_8);
  }

  /**
   * Reads a record. Unknown members are skipped: a record of the same schema may have more. A
   * record of an older schema is to be told apart here, and read by a reader of its own.
   *
   * @throws UnusableRecordException with a reason for people
   */
  static Machine read(byte[] json) throws UnusableRecordException {
    return read(json, new RecordReader());
  }

  /** The same with a reader that has read others: it knows the members' names already. */
  static Machine read(byte[] json, RecordReader reader) throws UnusableRecordException {
    Machine machine;
    try {
      machine = reader.read(json);
    } catch (RuntimeException e) {
      // whatever a broken record trips over means the same, unless a newer program wrote it
      throw newerOr(json, reader, UnusableRecordException.broken(e));
    }
    if (machine.schema() > Machine.SCHEMA) {
      throw UnusableRecordException.newer(machine.schema());
    }
    if (machine.schema() < 1) {
      throw UnusableRecordException.because("it has no schema version");
    }
    return machine;
  }

  private static UnusableRecordException newerOr(
      byte[] json, RecordReader reader, UnusableRecordException broken) {
    try {
      int schema = reader.schema(json);
      return schema > Machine.SCHEMA ? UnusableRecordException.newer(schema) : broken;
    } catch (RuntimeException e) {
      return broken;
    }
  }
}
