package dev.jmachine.testkit;

import dev.jmachine.core.driver.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What things at {@link FakeCloud} carry beside their machine's name and uid.
 *
 * @param owner who made it
 * @param created when
 * @param expires when it should be gone; null for never
 */
public record FakeTags(Owner owner, Instant created, @Nullable Instant expires) {
  FakeTags until(@Nullable Instant moment) {
    return new FakeTags(owner, created, moment);
  }
}
