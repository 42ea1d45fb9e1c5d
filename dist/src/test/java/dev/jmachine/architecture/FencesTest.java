package dev.jmachine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.jmachine.architecture.OurClasses.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use what (DESIGN sections 1 and 2). Maven's enforcer holds the same between modules. */
class FencesTest {
  private static final String[] LIBRARY = {
    "dev.jmachine.client..", "dev.jmachine.junit..", "dev.jmachine.testcontainers.."
  };

  @ParameterizedTest
  @CsvSource({
    "dev.jmachine.cli.., picocli..",
    "dev.jmachine.bootstrap.., net.schmizz..",
    "dev.jmachine.tls.., org.bouncycastle..",
    "dev.jmachine.driver.aws.., software.amazon.awssdk..",
    "dev.jmachine.driver.azure.., com.azure..",
    "dev.jmachine.driver.google.., com.google.cloud.."
  })
  void aLibraryLivesInOneModule(String home, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(ALL);
    assertThat(ALL.that(resideInAPackage(home)))
        .as("%s uses %s, or this test has a wrong name", home, library)
        .anyMatch(c -> uses(c, library));
  }

  private static boolean uses(JavaClass from, String library) {
    return from.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> resideInAPackage(library).test(dependency.getTargetClass()));
  }

  @Test
  void coreUsesNothingOfOursAndNoLibraryButItsJsonOne() {
    classes()
        .that()
        .resideInAPackage("dev.jmachine.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.jmachine.core..",
            "java..",
            "org.jspecify.annotations..",
            "io.avaje.json..",
            "io.avaje.jsonb..")
        .check(ALL);
  }

  @Test
  void tlsUsesNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.jmachine.tls..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.jmachine..").and(resideOutsideOfPackage("dev.jmachine.tls..")))
        .check(ALL);
  }

  /** It runs in other people's tests: the program is its only way to us (ADR 10). */
  @Test
  void theLibraryForTestsUsesNothingOfOurs() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARY)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.jmachine..").and(not(resideInAnyPackage(LIBRARY))))
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.jmachine.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.testcontainers..", "com.github.dockerjava..")
        .check(ALL);
  }

  @Test
  void aDriverUsesCoreAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.jmachine.driver..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.jmachine..")
                .and(not(resideInAnyPackage("dev.jmachine.core..", "dev.jmachine.driver.."))))
        .check(ALL);
    slices().matching("dev.jmachine.driver.(*)..").should().notDependOnEachOther().check(ALL);
  }

  @Test
  void nobodyNamesADriver() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jmachine.driver..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.jmachine.driver..")
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.jmachine.cli",
        "dev.jmachine.core",
        "dev.jmachine.tls",
        "dev.jmachine.bootstrap",
        "dev.jmachine.client",
        "dev.jmachine.junit",
        "dev.jmachine.testcontainers",
        "dev.jmachine.driver.aws",
        "dev.jmachine.driver.azure",
        "dev.jmachine.driver.google",
        "dev.jmachine.driver.qemu",
        "dev.jmachine.driver.generic",
        "dev.jmachine.driver.none"
      })
  void thisTestSeesEveryModule(String name) {
    assertThat(ALL.that(resideInAPackage(name + ".."))).isNotEmpty();
  }
}
