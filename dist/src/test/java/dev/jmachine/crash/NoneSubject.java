package dev.jmachine.crash;

import java.util.List;

/** The driver none, for an engine that nobody hears: nothing is made but the record. */
record NoneSubject() implements Subject {
  @Override
  public String driver() {
    return "none";
  }

  @Override
  public String createOptions() {
    return "-d none --none-url 127.0.0.1:1";
  }

  @Override
  public List<String> inventory() {
    return List.of();
  }

  @Override
  public int thingsOfAMachine() {
    return 0;
  }

  @Override
  public String goodState() {
    return "Unreachable";
  }
}
