package dev.jmachine.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static dev.jmachine.architecture.OurClasses.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How we write Java (DESIGN sections 2, 6 and 10), as far as classes show it. */
class HabitsTest {
  @Test
  void onlyTheCoresPauseSleeps() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.jmachine.core.time.Pause")
        .should()
        .callMethodWhere(describe("it sleeps", HabitsTest::isSleep))
        .check(ALL);
  }

  private static boolean isSleep(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    return switch (call.getName()) {
      case "sleep" ->
          owner.equals(Thread.class.getName()) || owner.equals(TimeUnit.class.getName());
      case "parkNanos", "parkUntil" -> owner.equals(LockSupport.class.getName());
      default -> false;
    };
  }

  @Test
  void onlyTheCommandLineUsesStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.jmachine.cli..", "dev.jmachine.dist..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(ALL);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jmachine.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(ALL);
  }

  @Test
  void nobodyAcceptsAnyHostKey() {
    noClasses().should().dependOnClassesThat().haveSimpleName("PromiscuousVerifier").check(ALL);
  }

  @Test
  void onlyTlsDecidesWhichCertificatesAreTrusted() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jmachine.tls..")
        .should()
        .implement("javax.net.ssl.X509TrustManager")
        .orShould()
        .implement("javax.net.ssl.HostnameVerifier")
        .check(ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked =
        ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.getName().endsWith(".jsonb") && !p.isAnnotatedWith(NullMarked.class))
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  void staticFieldsNeverChange() {
    fields().that().areStatic().should().beFinal().check(ALL);
    fields().that().areStatic().should().notHaveRawType(changeable()).check(ALL);
  }

  private static DescribedPredicate<JavaClass> changeable() {
    return describe(
        "a class of java.util whose objects change",
        type ->
            type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isEquivalentTo(ThreadLocal.class)
                || (!type.isInterface()
                    && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))));
  }

  @Test
  void typesHaveNamesOfTheField() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .check(ALL);
  }
}
