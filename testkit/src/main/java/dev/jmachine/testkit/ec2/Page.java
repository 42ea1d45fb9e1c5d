package dev.jmachine.testkit.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param next token of the next page; null for the last
 */
record Page<T>(List<T> entries, @Nullable String next) {
  static <T> Page<T> of(List<T> all, Ec2Request request, int most) {
    String token = request.text("NextToken");
    String wanted = request.text("MaxResults");
    int size = wanted == null ? most : Math.min(most, Integer.parseInt(wanted));
    int from = token == null ? 0 : Integer.parseInt(token);
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }
}
