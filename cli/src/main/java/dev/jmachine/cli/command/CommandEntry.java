package dev.jmachine.cli.command;

/**
 * A subcommand as help lists it.
 *
 * @param name as typed
 * @param group under which help lists it
 * @param summary one phrase, without a full stop
 */
public record CommandEntry(String name, Group group, String summary) {
  /** Headings of help, in its order. */
  public enum Group {
    MACHINES("Machines"),
    CLIENT("Docker client"),
    HOST("Host and engine"),
    OTHER("Other");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    public String heading() {
      return heading;
    }
  }
}
