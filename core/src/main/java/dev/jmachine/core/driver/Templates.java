package dev.jmachine.core.driver;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a driver offers that can freeze a host with its engine running and resume others from it in
 * seconds (ADR 0009). Optional: {@link Driver#templates}.
 *
 * <p>A template holds no identity that a machine keeps: no login key, no certificate, and a host
 * key that is thrown away. It is never written again once it is there, and one process at a time
 * makes it.
 */
public interface Templates {
  /** The refusal where a driver keeps none. */
  static MachineFailure none(String driver) {
    return MachineFailure.usage("driver " + driver + " has no templates")
        .because("it cannot freeze a host and resume others from it");
  }

  /** What there is for a create with certain options. */
  enum Readiness {
    /** A template that fits. */
    READY,
    /** None, and another process is building it now. */
    BEING_BUILT,
    /** None, but it can be built. */
    MISSING,
    /** None, nor can there be one: an image of the user's, say. */
    IMPOSSIBLE
  }

  /** Whether {@link #resume} would find a template for a create with these options. */
  Readiness readiness(OptionValues options) throws IOException, InterruptedException;

  /** Waits while another process builds that template; returns also where its build failed. */
  void awaitBuild(OptionValues options, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Makes the template for creates with these options, unless it is there. Takes as long as a cold
   * boot; nothing is left of one that fails or is interrupted.
   */
  Template build(OptionValues options, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /** All there are on this computer, those that do not fit any more included. */
  List<Template> list() throws IOException, InterruptedException;

  /**
   * Removes one; one that is gone is success.
   *
   * @throws dev.jmachine.core.failure.MachineFailure CONFLICT where machines need it, naming them;
   *     NOT_FOUND where there never was such an id
   */
  void remove(String id, Steps steps) throws IOException, InterruptedException;

  /**
   * Ends and removes what killed builds have left; what a live process is making stays.
   *
   * @return what was removed, for people
   */
  List<String> sweep() throws IOException, InterruptedException;

  /**
   * Resumes a host from the template for the request's options and gives it an identity of its own:
   * name, machine id, random state, clock, host key, login key. Nobody can reach it yet but over
   * the answer's own channel. Enters every resource in the ledger as {@link Driver#create} does and
   * rolls nothing back; {@link Driver#create} may be called with the same request after a failure.
   *
   * @return empty where no template fits
   */
  Optional<WarmHost> resume(CreateRequest request) throws IOException, InterruptedException;

  /**
   * Stops the processors of a resumed host, so that it costs no time until {@link #unpark}; before
   * that the driver may have it do what makes its first use quicker. One that is parked already is
   * success.
   */
  void park(Machine machine, Deadline deadline) throws IOException, InterruptedException;

  /**
   * Says that a parked machine's folder will be moved, in one step, by the caller; until then it is
   * where it was, and both places keep the template from being removed.
   *
   * @param folder where the machine's folder will be
   */
  void announceMove(Machine machine, Path folder) throws IOException;

  /**
   * Lets a parked host go on under the machine's present name, from the machine's present folder,
   * with the right time.
   */
  void unpark(Machine machine, Deadline deadline) throws IOException, InterruptedException;
}
