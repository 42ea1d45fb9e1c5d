package dev.jmachine.dist;

import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** How the program's JVMs are started. */
final class JvmFlags {
  /** Those that an AOT cache depends on: the same in training and in use. */
  static final List<String> SHAPE = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /**
   * Those of the launcher. The JVM's own log lines would go to standard output, which {@code eval}
   * reads; only its errors are let through, to standard error.
   */
  static final List<String> RUN =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=10",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  /**
   * Settings that would otherwise be looked up at the first connection or the first logger, each
   * with the value that would be found: one in conf/security/java.security, of which the JVM reads
   * all, and two by a ServiceLoader, which opens every jar (10 ms; 30 ms with a cloud's SDK).
   */
  static final List<String> PROPERTIES =
      List.of(
          "-Djdk.includeInExceptions=hostInfoExclSocket",
          "-Djava.nio.channels.spi.SelectorProvider="
              + SelectorProvider.provider().getClass().getName(),
          "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
          // it would tell on standard error that it was told
          "-Dslf4j.internal.verbosity=WARN");

  private JvmFlags() {}
}
