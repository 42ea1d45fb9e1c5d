package dev.jmachine.driver.google;

/** Where a zone's things are, in the API's partial URLs. */
final class Place {
  private Place() {}

  /** The region of a zone: "europe-west1" of "europe-west1-b". */
  static String region(String zone) {
    int last = zone.lastIndexOf('-');
    return last < 0 ? zone : zone.substring(0, last);
  }

  /** The last word of a URL or path. */
  static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /**
   * The project in a URL or path: "https://…/projects/P/global/networks/N" and
   * "P/global/networks/N" alike.
   *
   * @param otherwise where it says none
   */
  static String project(String url, String otherwise) {
    int projects = url.indexOf("projects/");
    String rest = projects < 0 ? url : url.substring(projects + "projects/".length());
    int slash = rest.indexOf('/');
    boolean named = slash > 0 && (projects >= 0 || !isCollection(rest.substring(0, slash)));
    return named ? rest.substring(0, slash) : otherwise;
  }

  private static boolean isCollection(String word) {
    return word.equals("global") || word.equals("regions") || word.equals("zones");
  }

  /** A zone's name: what is none is a machine type where both are taken. */
  static boolean isZone(String word) {
    return word.matches("[a-z]+(-[a-z]+)+\\d+-[a-z]");
  }
}
