package dev.jmachine.core.lifecycle;

import java.util.random.RandomGenerator;

/**
 * Makes machine uids: 12 characters of a to z and 0 to 9, a letter first, about 61 bits; fit for
 * every provider's names and tags.
 */
final class Uids {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALL = LETTERS + "0123456789";
  private static final int LENGTH = 12;

  private Uids() {}

  static String next(RandomGenerator random) {
    StringBuilder uid = new StringBuilder(LENGTH);
    uid.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (uid.length() < LENGTH) {
      uid.append(ALL.charAt(random.nextInt(ALL.length())));
    }
    return uid.toString();
  }
}
