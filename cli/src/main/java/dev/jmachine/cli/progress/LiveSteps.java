package dev.jmachine.cli.progress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps under way: for each subject a stack, whose top is the innermost. */
final class LiveSteps {
  private final Map<String, Deque<LiveStep>> bySubject = new LinkedHashMap<>();

  /** The innermost step of one subject. */
  record Live(String subject, LiveStep step) {}

  void start(String subject, String title, long now) {
    bySubject.computeIfAbsent(subject, _ -> new ArrayDeque<>()).push(new LiveStep(title, now));
  }

  void change(String subject, String title, Consumer<LiveStep> change) {
    LiveStep step = find(subject, title);
    if (step != null) {
      change.accept(step);
    }
  }

  /** Ends a step; how many are still around it. */
  int end(String subject, String title) {
    Deque<LiveStep> stack = bySubject.getOrDefault(subject, new ArrayDeque<>());
    LiveStep step = find(subject, title);
    if (step != null) {
      stack.remove(step);
    }
    if (stack.isEmpty()) {
      bySubject.remove(subject);
    }
    return stack.size();
  }

  /** One for each subject, in the order in which they began. */
  List<Live> innermost() {
    List<Live> all = new ArrayList<>();
    bySubject.forEach((subject, stack) -> all.add(new Live(subject, stack.getFirst())));
    return all;
  }

  private @Nullable LiveStep find(String subject, String title) {
    for (LiveStep step : bySubject.getOrDefault(subject, new ArrayDeque<>())) {
      if (step.title().equals(title)) {
        return step;
      }
    }
    return null;
  }
}
