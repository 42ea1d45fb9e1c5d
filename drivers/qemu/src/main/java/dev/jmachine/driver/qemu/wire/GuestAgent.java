package dev.jmachine.driver.qemu.wire;

import dev.jmachine.core.time.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Client of the agent in our own image: one shell line goes in, what it printed and "ok STATUS"
 * come back. The agent greets with "ready" when a client connects, and may have greeted earlier
 * ones whose greeting is still in the pipe.
 */
public final class GuestAgent implements Closeable {
  private static final String GREETING = "ready";
  private static final String END = "ok ";

  private final LineChannel channel;

  GuestAgent(LineChannel channel) {
    this.channel = channel;
  }

  /** Connects and waits until the agent answers. */
  public static GuestAgent connect(Path socket, Deadline deadline)
      throws IOException, InterruptedException {
    LineChannel channel = UnixLineChannel.connect(socket);
    GuestAgent agent = new GuestAgent(channel);
    boolean ready = false;
    try {
      agent.meet("jmachine-" + UUID.randomUUID(), deadline);
      ready = true;
      return agent;
    } finally {
      if (!ready) {
        channel.close();
      }
    }
  }

  /**
   * Has the agent say a word that nobody said before, and takes what comes before it for what an
   * earlier connection left. Its greeting alone would not do: one whose host went and came back
   * before it looked, as in a guest that was frozen in between, has not noticed and does not greet.
   */
  void meet(String word, Deadline deadline) throws IOException, InterruptedException {
    channel.writeLine("echo " + word, deadline);
    String line;
    do {
      line = channel.readLine(deadline);
    } while (!line.equals(word));
    answer(deadline);
  }

  /**
   * Runs one shell line as root in the guest.
   *
   * @return what it printed
   * @throws IOException where its status is not 0
   */
  public List<String> run(String line, Deadline deadline) throws IOException, InterruptedException {
    channel.writeLine(line, deadline);
    Ended ended = answer(deadline);
    if (ended.status() != 0) {
      throw new IOException("the guest's agent answered " + ended.status());
    }
    return ended.printed();
  }

  /**
   * How a program ended.
   *
   * @param printed the lines of its standard output
   */
  public record Ended(int status, List<String> printed) {
    public Ended {
      printed = List.copyOf(printed);
    }
  }

  /** Runs a POSIX sh program as root in the guest, its text as standard input of {@code sh -s}. */
  public Ended script(String program, Deadline deadline) throws IOException, InterruptedException {
    int bytes = program.getBytes(StandardCharsets.UTF_8).length;
    channel.writeLine("script " + (bytes + 1) + "\n" + program, deadline);
    return answer(deadline);
  }

  private Ended answer(Deadline deadline) throws IOException, InterruptedException {
    List<String> printed = new ArrayList<>();
    while (true) {
      String answer = channel.readLine(deadline);
      if (answer.startsWith(END)) {
        return new Ended(Integer.parseInt(answer.substring(END.length())), printed);
      }
      if (!answer.equals(GREETING)) {
        printed.add(answer);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
