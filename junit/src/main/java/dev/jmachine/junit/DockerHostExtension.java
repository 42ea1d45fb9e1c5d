package dev.jmachine.junit;

import dev.jmachine.client.Host;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** Fills what carries {@link DockerHost}; registered by that annotation. */
public final class DockerHostExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  /** For JUnit. */
  public DockerHostExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Class<?> type = context.getRequiredTestClass();
    var onClass = AnnotationSupport.findAnnotation(type, DockerHost.class);
    if (onClass.isPresent()) {
      refuseMethodScope(onClass.get(), type.getName());
      StoredHosts.get(onClass.get(), context);
    }
    for (Field field : fields(type, ModifierSupport::isStatic)) {
      DockerHost wanted = field.getAnnotation(DockerHost.class);
      refuseMethodScope(wanted, field.toString());
      fill(field, null, wanted, context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field : fields(instance.getClass(), ModifierSupport::isNotStatic)) {
        fill(field, instance, field.getAnnotation(DockerHost.class), context);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(DockerHost.class)
        && parameter.getParameter().getType() == Host.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    DockerHost wanted = parameter.findAnnotation(DockerHost.class).orElseThrow();
    if (context.getTestMethod().isEmpty()) {
      refuseMethodScope(wanted, parameter.getDeclaringExecutable().toString());
    }
    return StoredHosts.get(wanted, context);
  }

  private static List<Field> fields(Class<?> type, Predicate<Field> kind) {
    return AnnotationSupport.findAnnotatedFields(
        type, DockerHost.class, kind, HierarchyTraversalMode.TOP_DOWN);
  }

  private static void fill(
      Field field, @Nullable Object instance, DockerHost wanted, ExtensionContext context)
      throws IllegalAccessException {
    if (field.getType() != Host.class || Modifier.isFinal(field.getModifiers())) {
      throw new ExtensionConfigurationException(
          "@DockerHost is for a field of type dev.jmachine.client.Host that is not final: "
              + field);
    }
    field.setAccessible(true);
    field.set(instance, StoredHosts.get(wanted, context));
  }

  private static void refuseMethodScope(DockerHost wanted, String place) {
    if (wanted.scope() == Scope.METHOD) {
      throw new ExtensionConfigurationException(
          "a host for each method cannot be had here, since no method runs yet: " + place);
    }
  }
}
