package dev.jmachine.core.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What lets a host end itself at its time, client or no client: a part of the user data ({@code
 * host-end.sh}) that places a systemd timer before cloud-init does anything else, at every boot. It
 * counts the seconds that the host has run, and the time of day where a time server has set it;
 * whichever is over first powers the host off. What that means is the cloud's: at EC2 the instance
 * is launched so that it terminates then, at Azure it is billed until somebody deallocates it.
 *
 * @param uid of the machine
 * @param launched when the count begins; the same for every repetition of one launch
 * @param moment when it shall end
 * @param tags where the host can read a moment that was given later
 * @param key of that tag
 */
public record HostEnd(String uid, Instant launched, Instant moment, Tags tags, String key) {
  private static final String SCRIPT = "host-end.sh";

  /** Nothing that a shell or a regular expression would take for more than a letter of a name. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:_-]+");

  /** Whose metadata service tells a host its tags. */
  public enum Tags {
    /** EC2's, where the launch has allowed it (InstanceMetadataTags). */
    EC2("ec2"),
    /** Azure's. */
    AZURE("azure"),
    /** Nobody's: the moment that was given stays. */
    NONE("none");

    private final String word;

    Tags(String word) {
      this.word = word;
    }
  }

  /** Refuses what could not be quoted by leaving it as it is. */
  public HostEnd {
    if (!PLAIN.matcher(uid).matches() || !PLAIN.matcher(key).matches()) {
      throw new IllegalArgumentException(uid + " or " + key);
    }
  }

  /** The script with its settings, as a boothook of cloud-init's; without its comments. */
  String script() {
    String settings =
        "JM_UID=%s JM_MOMENT=%d JM_LEFT=%d JM_TAGS=%s JM_KEY=%s\n"
            .formatted(
                uid,
                moment.getEpochSecond(),
                Duration.between(launched, moment).toSeconds(),
                tags.word,
                key);
    return "#!/bin/sh\n" + settings + body();
  }

  private static String body() {
    try (InputStream in = HostEnd.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("no " + SCRIPT);
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
