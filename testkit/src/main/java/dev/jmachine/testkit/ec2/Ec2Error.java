package dev.jmachine.testkit.ec2;

/** An answer that is an error, in EC2's form. */
final class Ec2Error extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  Ec2Error(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  Ec2Error(String code, String message) {
    this(400, code, message);
  }

  static Ec2Error unknown(String code, String what, String id) {
    return new Ec2Error(code, "The " + what + " ID '" + id + "' does not exist");
  }

  int status() {
    return status;
  }

  String xml() {
    Xml xml = new Xml();
    xml.open("Response").open("Errors").open("Error");
    xml.text("Code", code).text("Message", String.valueOf(getMessage()));
    xml.close("Error").close("Errors").text("RequestID", "req-error").close("Response");
    return xml.toString();
  }
}
