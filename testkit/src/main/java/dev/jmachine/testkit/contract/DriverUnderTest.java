package dev.jmachine.testkit.contract;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.Fault;
import java.util.List;
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
}
