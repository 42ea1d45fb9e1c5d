package dev.jmachine.driver.azure.api;

import com.azure.json.JsonReader;
import java.io.IOException;

/** Makes a value of the body of an answer; each model of the SDK has such a method. */
@FunctionalInterface
public interface ArmForm<T> {
  T of(JsonReader json) throws IOException;
}
