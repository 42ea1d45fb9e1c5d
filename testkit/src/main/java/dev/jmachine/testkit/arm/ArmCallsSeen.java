package dev.jmachine.testkit.arm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked so far, and what shall go wrong. Guarded by the stub. */
final class ArmCallsSeen {
  private record Seen(String label, Map<String, Object> body) {}

  private final List<Seen> all = new ArrayList<>();
  private final Map<Integer, ArmFault> byNumber = new HashMap<>();
  private final Map<String, List<ArmFault>> byLabel = new HashMap<>();

  List<String> labels() {
    return all.stream().map(Seen::label).toList();
  }

  List<Map<String, Object>> bodies(String label) {
    return all.stream().filter(one -> one.label().equals(label)).map(Seen::body).toList();
  }

  void faultAt(int call, ArmFault fault) {
    byNumber.put(call, fault);
  }

  void faultOn(String label, int times, ArmFault fault) {
    List<ArmFault> queue = byLabel.computeIfAbsent(label, _ -> new ArrayList<>());
    for (int i = 0; i < times; i++) {
      queue.add(fault);
    }
  }

  /** Counts the call; its fault, or null for none. */
  @Nullable ArmFault next(ArmRequest request) {
    all.add(new Seen(request.label(), request.body()));
    ArmFault numbered = byNumber.remove(all.size());
    if (numbered != null) {
      return numbered;
    }
    List<ArmFault> queue = byLabel.getOrDefault(request.label(), new ArrayList<>());
    return queue.isEmpty() ? null : queue.removeFirst();
  }
}
