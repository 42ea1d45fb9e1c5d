package dev.jmachine.core.point;

import org.jspecify.annotations.Nullable;

/**
 * A moment at which a killed process leaves something behind that differs from the moment before: a
 * step begun or done, a resource intended or made, a file written or renamed (ADR 0007).
 *
 * <p>The environment variable {@value #VARIABLE} names the folder of a test that watches; users
 * have no reason to set it.
 */
public final class Point {
  /** Names a folder; see {@link PointFolder}. */
  static final String VARIABLE = "JMACHINE_TEST_POINTS";

  private static final @Nullable PointFolder WATCHED = PointFolder.of(System.getenv(VARIABLE));

  private Point() {}

  /**
   * Passes the moment. Changes nothing, throws nothing and keeps the thread's interruption.
   *
   * @param name for people and for the table of docs/faults.md
   */
  public static void reached(String name) {
    if (WATCHED != null) {
      WATCHED.reached(name);
    }
  }
}
