package dev.jmachine.tls;

import java.util.regex.Pattern;

/**
 * The machine that certificates are about.
 *
 * @param name the machine's name; shown to people only
 * @param uid the machine's uid: letters, digits and hyphens, at most 40; makes subjects unique
 */
public record MachineSubject(String name, String uid) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public MachineSubject {
    if (!NAME.matcher(name).matches() || !UID.matcher(uid).matches()) {
      throw new IllegalArgumentException("not the name and uid of a machine");
    }
  }
}
