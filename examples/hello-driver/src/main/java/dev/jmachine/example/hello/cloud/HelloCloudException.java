package dev.jmachine.example.hello.cloud;

/**
 * What the hello cloud answers instead of a result: a code for programs and a message for people.
 */
public final class HelloCloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** An answer with one of the cloud's codes, such as "NotFound". */
  public HelloCloudException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
