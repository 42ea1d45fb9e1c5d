package dev.jmachine.crash;

/**
 * One cell of the kill matrix: one kind of moment of one verb with one driver.
 *
 * @param point the moment, without ids
 * @param kills how often the program was killed there
 * @param leftovers how many things, records, contexts or files were left at the end
 * @param stuck how many names could not be used again
 */
record KillRow(String driver, String verb, String point, int kills, int leftovers, int stuck) {
  /** Moments that differ in the thing that is deleted alone are one. */
  static String withoutIds(String point) {
    return point.replaceAll("^(before|after) Deleting (\\S+).*", "$1 Deleting $2");
  }
}
