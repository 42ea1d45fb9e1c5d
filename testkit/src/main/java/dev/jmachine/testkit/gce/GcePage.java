package dev.jmachine.testkit.gce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param next token of the next page; null for the last
 */
record GcePage<T>(List<T> entries, @Nullable String next) {
  GcePage {
    entries = List.copyOf(entries);
  }

  static <T> GcePage<T> of(List<T> all, GceRequest request, int most) {
    String token = request.parameter("pageToken");
    String wanted = request.parameter("maxResults");
    int size = wanted == null ? most : Math.min(most, Integer.parseInt(wanted));
    int from = token == null ? 0 : Integer.parseInt(token);
    int to = Math.min(all.size(), from + size);
    return new GcePage<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
