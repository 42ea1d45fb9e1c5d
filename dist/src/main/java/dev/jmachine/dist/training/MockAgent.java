package dev.jmachine.dist.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent in the guest: does nothing that it is told, but answers as if. */
final class MockAgent implements MockMachine.Conversation {
  private static final String SCRIPT = "script ";
  private static final String ECHO = "echo ";
  private static final String REQUEST = "openssl req -new";

  private final String request;
  private final MockEngine engine;

  /**
   * An agent.
   *
   * @param request the engine's signing request, PEM
   */
  MockAgent(String request, MockEngine engine) {
    this.request = request;
    this.engine = engine;
  }

  @Override
  public void hold(Lines lines) throws IOException {
    for (String line = lines.read(); line != null; line = lines.read()) {
      if (line.startsWith(ECHO)) {
        lines.write(line.substring(ECHO.length()));
      } else if (line.startsWith(SCRIPT)) {
        script(lines.read(Integer.parseInt(line.substring(SCRIPT.length()))), lines);
      }
      lines.write("ok 0");
    }
  }

  private void script(String program, Lines lines) throws IOException {
    if (program.contains(REQUEST)) {
      lines.write("csr=" + Base64.getEncoder().encodeToString(request.getBytes(UTF_8)));
      lines.write("exec_start=/usr/sbin/dockerd");
    }
    String chain = value("JM_CERT", program);
    if (!chain.isEmpty()) {
      engine.identify(chain, value("JM_CA", program));
    }
  }

  /** A value that stands in quotes before the program; a PEM has none itself. */
  private static String value(String name, String program) {
    Matcher matcher = Pattern.compile("(?m)^" + name + "='([^']*)'").matcher(program);
    return matcher.find() ? matcher.group(1) : "";
  }
}
