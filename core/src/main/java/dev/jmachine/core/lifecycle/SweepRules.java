package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.resource.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the things that a provider holds should go: those of our user alone, that no record
 * claims, old enough; and those whose time is over, whichever of our stores made them.
 */
record SweepRules(Sweep.Order order, Owner self, Claims claims, Instant now) {
  /** After this a host that ends by itself has done so, and a watch on another computer too. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** What should go, by machine, in the order found. */
  List<Leftover> unclaimed(String driver, List<OwnedResource> found) {
    Map<String, List<OwnedResource>> machines = new LinkedHashMap<>();
    for (OwnedResource one : found) {
      if (!claims.include(one.machineName(), one.machineUid())) {
        // what belongs to no machine stands for itself
        String key = one.machineUid().isEmpty() ? one.resource().label() : one.machineUid();
        machines.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
      }
    }
    List<Leftover> leftovers = new ArrayList<>();
    for (List<OwnedResource> all : machines.values()) {
      Leftover.Reason reason = reason(all);
      if (reason != null) {
        leftovers.add(leftover(driver, all, reason));
      }
    }
    return leftovers;
  }

  private Leftover.@Nullable Reason reason(List<OwnedResource> all) {
    OwnedResource first = all.getFirst();
    if (!isOurs(first.owner())) {
      return null;
    }
    Instant expires = expires(all);
    if (expires != null && now.isAfter(expires.plus(GRACE))) {
      return Leftover.Reason.EXPIRED;
    }
    boolean here = first.owner() != null && first.owner().store().equals(self.store());
    return isOldEnough(created(all), here) && (here || order.otherStores())
        ? Leftover.Reason.UNCLAIMED
        : null;
  }

  /** What names no owner is taken for another store's, whose records can't be seen from here. */
  private boolean isOurs(@Nullable Owner owner) {
    return owner == null || owner.user().equals(self.user());
  }

  private boolean isOldEnough(@Nullable Instant created, boolean here) {
    return created == null ? here : !created.plus(order.olderThan()).isAfter(now);
  }

  private static Leftover leftover(String driver, List<OwnedResource> all, Leftover.Reason reason) {
    List<Resource> resources = all.stream().map(OwnedResource::resource).toList();
    OwnedResource first = all.getFirst();
    return new Leftover(
        driver,
        first.machineName(),
        first.machineUid(),
        reason,
        resources,
        created(all),
        expires(all),
        null);
  }

  /** The youngest's: a machine that is still being made is young. */
  private static @Nullable Instant created(List<OwnedResource> all) {
    return all.stream()
        .map(OwnedResource::created)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable Instant expires(List<OwnedResource> all) {
    return all.stream()
        .map(OwnedResource::expires)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
