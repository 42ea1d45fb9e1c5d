package dev.jmachine.client;

/**
 * How a command on the host ended.
 *
 * @param exitCode as the command gave it; 255 also where SSH itself failed
 * @param out what it printed on standard output, as UTF-8
 * @param err what it printed on standard error, as UTF-8
 */
public record ExecResult(int exitCode, String out, String err) {
  /**
   * What it printed on standard output.
   *
   * @throws HostException where the exit code is not 0
   */
  public String orThrow() {
    if (exitCode != 0) {
      throw new HostException("exit code " + exitCode + "\n" + err.strip());
    }
    return out;
  }
}
