package dev.jmachine.core.driver;

import dev.jmachine.core.machine.HostAccess;
import org.jspecify.annotations.Nullable;

/** What asking a provider about one machine gave. */
public sealed interface Observed {
  /** One word for people and for JSON: "Running", "Gone", "Timeout". */
  String shown();

  /**
   * The provider knows the host.
   *
   * @param access how it is reached now; null where the driver learned nothing newer than the
   *     record
   */
  record Seen(MachineState state, @Nullable HostAccess access) implements Observed {
    @Override
    public String shown() {
      return state.shown();
    }
  }

  /** The provider confirmed that the host does not exist any more. */
  record Gone() implements Observed {
    @Override
    public String shown() {
      return "Gone";
    }
  }

  /** No answer in the given time. */
  record TimedOut() implements Observed {
    @Override
    public String shown() {
      return "Timeout";
    }
  }

  /** The provider, or what stands for it, could not be asked; the reason is for people. */
  record Unreachable(String reason) implements Observed {
    @Override
    public String shown() {
      return "Unreachable";
    }
  }
}
