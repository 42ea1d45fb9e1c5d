package dev.jmachine.core.driver;

import java.util.List;
import java.util.Map;

/**
 * A host frozen with its engine running, from which others are resumed.
 *
 * @param id its name at the driver: letters and digits
 * @param created when it was made, ISO-8601 in UTC
 * @param bytes what it takes on this computer's disk
 * @param fits whether a create on this computer would take it as things are now; one that does not
 *     fit any more (another version of the hypervisor, say) is of no use
 * @param machines names of the machines that need it; it can be removed when there is none
 * @param details what it is, in the order of showing: image, memory …
 */
public record Template(
    String id,
    String created,
    long bytes,
    boolean fits,
    List<String> machines,
    Map<String, String> details) {
  public Template {
    machines = List.copyOf(machines);
  }
}
