package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.store.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verb that changes something, as the audit log tells of it: who, verb, machine, what was made
 * and deleted, result and time taken. The one place that writes the log. A log that can't be
 * written fails no verb.
 */
final class Audited {
  private final Surroundings surroundings;
  private final String verb;
  private final String name;
  private final long start;
  private final List<String> made = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private @Nullable Machine machine;

  private Audited(Surroundings surroundings, String verb, String name) {
    this.surroundings = surroundings;
    this.verb = verb;
    this.name = name;
    this.start = surroundings.driverContext().ticker().nanos();
  }

  /** What is done; it tells {@code audited} what should be in the log. */
  interface Body<T> {
    T run(Audited audited) throws IOException, InterruptedException;
  }

  /** Runs the verb and writes its line, however it ends. */
  static <T> T run(Surroundings surroundings, String verb, MachineName name, Body<T> body)
      throws IOException, InterruptedException {
    return run(surroundings, verb, name.value(), body);
  }

  /** The same for what belongs to no machine: an empty name. */
  static <T> T run(Surroundings surroundings, String verb, String name, Body<T> body)
      throws IOException, InterruptedException {
    Audited audited = new Audited(surroundings, verb, name);
    String result = "bug";
    String error = null;
    try {
      T value = body.run(audited);
      result = "ok";
      return value;
    } catch (MachineFailure failure) {
      result = failure.kind() == FailureKind.CANCELLED ? "cancelled" : "failed";
      error = failure.what();
      throw failure;
    } catch (InterruptedException e) {
      result = "cancelled";
      throw e;
    } catch (IOException e) {
      result = "failed";
      error = String.valueOf(e.getMessage());
      throw e;
    } finally {
      audited.write(result, error);
    }
  }

  /** Takes the machine's uid and driver from its record, and from now on what its ledger says. */
  MachineJournal follow(MachineJournal journal) {
    machine = journal.current();
    journal.tell(this);
    return journal;
  }

  void about(Machine record) {
    machine = record;
  }

  synchronized void made(String resource) {
    made.add(resource);
  }

  synchronized void deleted(String resource) {
    deleted.add(resource);
  }

  private synchronized void write(String result, @Nullable String error) {
    DriverContext context = surroundings.driverContext();
    Path root = surroundings.store().root();
    if (!Files.isDirectory(root)) {
      return;
    }
    long nanos = context.ticker().nanos() - start;
    Machine about = machine;
    try {
      AuditLog.in(root)
          .append(
              JsonText.object(
                  "time",
                  context.clock().instant().toString(),
                  "user",
                  System.getProperty("user.name", "user"),
                  "pid",
                  ProcessHandle.current().pid(),
                  "verb",
                  verb,
                  "machine",
                  name,
                  "uid",
                  about == null ? null : about.uid(),
                  "driver",
                  about == null ? null : about.spec().driver(),
                  "made",
                  made.isEmpty() ? null : made,
                  "deleted",
                  deleted.isEmpty() ? null : deleted,
                  "result",
                  result,
                  "error",
                  error,
                  "millis",
                  Duration.ofNanos(nanos).toMillis()));
    } catch (IOException e) {
      // the verb has its own outcome; a full disk has told so elsewhere
      return;
    }
  }
}
