package dev.jmachine.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * From a wish to a host that answers.
 *
 * @param program does it
 * @param name of the host to be
 * @param madeUp whether nothing else can have that name
 * @param spare how long another machine waits for the next run; empty for none
 */
record HostCreation(Program program, String name, boolean madeUp, String spare) {
  private static final String TTL = "--ttl";

  Host host(HostWish wish) throws InterruptedException {
    // what fails or is interrupted is removed by its name, which therefore must be ours
    if (!madeUp && HostLife.isThere(program, name)) {
      throw new HostException("machine \"" + name + "\" is there already: jmachine rm " + name);
    }
    if (!wish.hasSize()) {
      try {
        return timed(wish, CreateOptions.USUAL);
      } catch (HostException e) {
        if (!e.isUsage()) {
          throw e;
        }
      }
    }
    return asking(wish);
  }

  /** For a program or a driver that has not all the usual options: what it has is asked first. */
  private Host asking(HostWish wish) throws InterruptedException {
    CreateOptions options = CreateOptions.of(program.ok(wish.help()));
    if (!wish.ttl().isEmpty() && !options.has(TTL)) {
      log().log(Level.INFO, "This jmachine has no --ttl: host {0} ends with this JVM only", name);
    }
    try {
      return timed(wish, options);
    } catch (HostException e) {
      if (wish.ttl().isEmpty() || !e.refuses(TTL)) {
        throw e;
      }
      log().log(Level.INFO, "The driver takes no --ttl: host {0} ends with this JVM only", name);
      return timed(wish.withoutTtl(), options);
    }
  }

  private Host timed(HostWish wish, CreateOptions options) throws InterruptedException {
    log().log(Level.INFO, "Creating Docker host {0}", name);
    long start = System.nanoTime();
    HostLife life = HostLife.begin(program, name, wish.create(name, options, spare));
    Host host = life.born(() -> Host.of(program, name, life));
    String took = String.valueOf((System.nanoTime() - start) / 1_000_000);
    log().log(Level.INFO, "Docker host {0} answers at {1} after {2} ms", name, host.url(), took);
    return host;
  }

  private static Logger log() {
    return System.getLogger("dev.jmachine");
  }
}
