package dev.jmachine.testkit.contract;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A driver with a provider that is fake or a laboratory, empty at first, used by one test. Calls to
 * the provider are counted from 1.
 */
public interface DriverUnderTest {
  DriverProvider provider();

  /** With time that passes at once, such as {@link dev.jmachine.testkit.FakeTime}. */
  DriverContext context();

  /** Options for a create that succeeds, with a value for each secret option. */
  OptionValues options();

  /** Texts that must not be found in the store: the secret options' values. */
  Set<String> secrets();

  /** How many calls the provider got so far. */
  int calls();

  /** Lets the provider's call with this number go wrong. */
  void faultAt(int call, Fault fault);

  /** What exists at the provider, by its own account and not through the driver. */
  List<String> inventory();

  /** Removes all that belongs to a machine, as somebody does by hand in a console. */
  void removeByHand(String machineName);

  /** Returns when a call hangs, once for each that was made to. */
  void awaitHang() throws InterruptedException;

  /**
   * Makes things at the provider that are not ours: those of somebody else's machine of the same
   * name, and such as only look like ours.
   *
   * @return them as in {@link #inventory}
   */
  List<String> addForeign(String machineName);

  /**
   * Brings the provider, or the options, into a condition that a create can't succeed in.
   *
   * @return the options for that create; empty where the provider knows no such thing
   */
  Optional<OptionValues> arrange(Predicament predicament);

  /**
   * Lets the provider forget for the next {@code looks} looks what it has just made, from now on.
   *
   * @return false where the provider is always consistent
   */
  boolean lag(int looks);
}
