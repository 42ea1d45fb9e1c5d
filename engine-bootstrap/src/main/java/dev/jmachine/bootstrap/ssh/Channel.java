package dev.jmachine.bootstrap.ssh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.connection.channel.direct.Session;

/** One channel with one command running in it. */
final class Channel implements AutoCloseable {
  private static final Pattern RESULT = Pattern.compile("([a-z][a-z0-9_]*)=(.*)");
  private static final int NO_EXIT_CODE = 255;

  private final Session session;
  private final Session.Command command;
  private final Runnable closed;

  Channel(Session session, Session.Command command, Runnable closed) {
    this.session = session;
    this.command = command;
    this.closed = closed;
  }

  /** Sends {@code text} as standard input and reads results and log until the command ends. */
  ScriptResult feed(String text, Consumer<String> listener)
      throws IOException, InterruptedException {
    List<String> log = new ArrayList<>();
    FutureTask<Void> errors =
        inBackground(() -> lines(command.getErrorStream(), line -> heard(line, log, listener)));
    Map<String, String> values = new LinkedHashMap<>();
    FutureTask<Void> output =
        inBackground(() -> lines(command.getInputStream(), line -> keep(line, values)));
    send(text);
    await(output);
    await(errors);
    command.join();
    return new ScriptResult(exitCode(), values, log);
  }

  /** Connects the command's streams to the given ones until it ends. */
  int pump(InputStream in, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    Thread.ofVirtual().name("channel input").start(() -> forward(in));
    FutureTask<Void> errors = inBackground(() -> command.getErrorStream().transferTo(err));
    FutureTask<Void> output = inBackground(() -> command.getInputStream().transferTo(out));
    await(output);
    await(errors);
    command.join();
    return exitCode();
  }

  /** Ends with the command; an input that breaks is the command's end of input. */
  private void forward(InputStream in) {
    try (OutputStream remote = command.getOutputStream()) {
      in.transferTo(remote);
    } catch (IOException e) {
      // the command is gone, and its exit code tells more
    }
  }

  private void send(String text) throws IOException {
    try (OutputStream in = command.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The command ended before it read everything (sudo refusing, say): its exit code tells.
      if (!command.isOpen() && command.getExitStatus() == null) {
        throw e;
      }
    }
  }

  private static void heard(String line, List<String> log, Consumer<String> listener) {
    log.add(line);
    listener.accept(line);
  }

  /** A line of another form is noise of the login shell's start-up files. */
  private static void keep(String line, Map<String, String> values) {
    Matcher result = RESULT.matcher(line);
    if (result.matches()) {
      values.put(result.group(1), result.group(2));
    }
  }

  private static void lines(InputStream stream, Consumer<String> each) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      each.accept(line);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static FutureTask<Void> inBackground(Work work) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    Thread.ofVirtual().name("channel stream").start(task);
    return task;
  }

  private static void await(FutureTask<Void> task) throws IOException, InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** A connection that broke leaves no exit code either: that is told apart by the caller. */
  private int exitCode() throws IOException {
    Integer code = command.getExitStatus();
    if (code == null && command.getExitSignal() == null) {
      throw new ConnectionLost(new IOException("the command ended without an exit code"));
    }
    return code == null ? NO_EXIT_CODE : code;
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } finally {
      closed.run();
    }
  }
}
