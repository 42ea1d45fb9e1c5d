package dev.jmachine.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Puts a Docker host into a field or a parameter of type {@link dev.jmachine.client.Host}. On a
 * class it starts the host before anything else of that class does, for Testcontainers.
 *
 * <p>Equal annotations within one {@link Scope} give the same host; {@link #id} tells them apart.
 * What is left out is as {@code jmachine create} has it by default.
 *
 * <pre>{@code
 * class ShopIT {
 *   @DockerHost static Host host;
 *
 *   @Test
 *   void theEngineRuns() throws Exception {
 *     host.exec("systemctl", "is-active", "docker").orThrow();
 *   }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(DockerHostExtension.class)
public @interface DockerHost {
  /** How long the host lives and who shares it. */
  Scope scope() default Scope.CLASS;

  /** The driver: "qemu", "aws" …; else {@code JMACHINE_DRIVER}, else qemu. */
  String driver() default "";

  /** Memory in MiB, for a driver that sells it so. */
  int memory() default 0;

  /** Processors, for a driver that sells them so. */
  int cpus() default 0;

  /** How long it lives where the JVM is killed: "90m", "2h"; empty for no end. */
  String ttl() default "2h";

  /** More words for {@code jmachine create}: {"--aws-instance-type", "t3.small"}. */
  String[] options() default {};

  /** Tells two hosts of equal annotations apart. */
  String id() default "";
}
