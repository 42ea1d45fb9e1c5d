package dev.jmachine.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One point of a run.
 *
 * @param number its place among the points of the run, from 1
 * @param point its name, without ids
 */
record Moment(int number, String point) {
  /** Whether the program was between two calls of the provider, not between two of the disk. */
  boolean isOfTheProvider() {
    return point.matches("\\S+ (intended|made|deleted).*|host known|(before|after) .*");
  }

  /** Every point of a run. */
  static List<Moment> all(List<String> points) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      moments.add(new Moment(i + 1, KillRow.withoutIds(points.get(i))));
    }
    return moments;
  }

  /** The first of each name. */
  static List<Moment> ofEachName(List<String> points) {
    Set<String> seen = new HashSet<>();
    return all(points).stream().filter(moment -> seen.add(moment.point())).toList();
  }
}
