package dev.jmachine.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** From a wish to a host that answers, and what ends it in every exit. */
final class HostCreation {
  private HostCreation() {}

  static Host of(Program program, String name, HostWish wish) throws InterruptedException {
    Logger log = System.getLogger("dev.jmachine");
    CreateOptions options = CreateOptions.of(program.ok(wish.help()));
    if (!wish.ttl().isEmpty() && !options.has("--ttl")) {
      log.log(
          Level.DEBUG,
          "host {0}: no --ttl here, so it outlives this process if that is killed",
          name);
    }
    // what fails or is interrupted is removed by its name, which therefore must be ours
    if (HostLife.isThere(program, name)) {
      throw new HostException("machine \"" + name + "\" is there already: jmachine rm " + name);
    }
    List<String> words = wish.create(name, options);
    log.log(Level.INFO, "Creating Docker host {0}", name);
    long start = System.nanoTime();
    HostLife life = HostLife.begin(program, name, words);
    Host host = life.born(() -> Host.of(program, name, life));
    log.log(
        Level.INFO,
        "Docker host {0} answers at {1} after {2} ms",
        name,
        host.url(),
        String.valueOf((System.nanoTime() - start) / 1_000_000));
    return host;
  }
}
