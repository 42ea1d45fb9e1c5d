package dev.jmachine.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host shall be. Unchangeable: each method returns another order. What is left out is as
 * {@code jmachine create} has it by default, with the environment variables of its options ({@code
 * JMACHINE_DRIVER}, {@code QEMU_MEMORY} …).
 */
public final class HostOrder {
  private final String name;
  private final HostWish wish;
  private final @Nullable Program program;
  private final boolean madeUp;
  private final boolean repeated;

  /**
   * The usual order.
   *
   * @param madeUp whether nothing else can have that name
   */
  HostOrder(String name, boolean madeUp) {
    this(name, HostWish.USUAL, null, madeUp, false);
  }

  private HostOrder(
      String name, HostWish wish, @Nullable Program program, boolean madeUp, boolean repeated) {
    this.name = name;
    this.madeUp = madeUp;
    this.wish = wish;
    this.program = program;
    this.repeated = repeated;
  }

  private HostOrder with(HostWish other) {
    return new HostOrder(name, other, program, madeUp, repeated);
  }

  /**
   * Says that a later JVM will order the same: the program then has another machine wait for it
   * ({@code --spare}), for an hour, unless {@code jmachine.spare} or {@code JMACHINE_SPARE} says
   * another time or "0", or {@code CI} is set. Only for the first kind of host of a JVM.
   */
  public HostOrder repeated() {
    return new HostOrder(name, wish, program, madeUp, true);
  }

  /** The driver: "qemu", "aws" …; an empty text leaves the choice to the program. */
  public HostOrder driver(String driver) {
    return with(new HostWish(driver, wish.memory(), wish.cpus(), wish.ttl(), wish.options()));
  }

  /**
   * Memory, for a driver that sells it so ({@code --qemu-memory}).
   *
   * @param mebibytes 0 for the driver's default
   */
  public HostOrder memory(int mebibytes) {
    return with(new HostWish(wish.driver(), mebibytes, wish.cpus(), wish.ttl(), wish.options()));
  }

  /**
   * Processors, for a driver that sells them so ({@code --qemu-cpus}).
   *
   * @param number 0 for the driver's default
   */
  public HostOrder cpus(int number) {
    return with(new HostWish(wish.driver(), wish.memory(), number, wish.ttl(), wish.options()));
  }

  /** How long the host lives where nobody closes it; two hours where not said. */
  public HostOrder ttl(Duration time) {
    return ttl(time.toSeconds() + "s");
  }

  /**
   * The same as the command line writes it: "90m", "2h"; an empty text lets it live on.
   *
   * <p>Only a last resort, for a process that was killed: a host is closed in every other exit. A
   * driver without that power is given none.
   */
  public HostOrder ttl(String time) {
    return with(new HostWish(wish.driver(), wish.memory(), wish.cpus(), time, wish.options()));
  }

  /** More words for {@code jmachine create}, such as "--aws-instance-type", "t3.small". */
  public HostOrder options(String... words) {
    List<String> all = new ArrayList<>(wish.options());
    all.addAll(List.of(words));
    return with(new HostWish(wish.driver(), wish.memory(), wish.cpus(), wish.ttl(), all));
  }

  /** With this program instead of the one that would be found. */
  HostOrder program(Program other) {
    return new HostOrder(name, wish, other, madeUp, repeated);
  }

  /**
   * Creates the host and returns when its engine answers over mutual TLS.
   *
   * @throws HostException with what the program said; nothing is left then, or it says what is
   * @throws InterruptedException when interrupted; what was begun is taken back first
   */
  public Host start() throws InterruptedException {
    Program used = program == null ? Program.find() : program;
    String spare = repeated ? Spares.ofThisJvm().of(wish) : "";
    return new HostCreation(used, name, madeUp, spare).host(wish);
  }

  HostWish wish() {
    return wish;
  }
}
