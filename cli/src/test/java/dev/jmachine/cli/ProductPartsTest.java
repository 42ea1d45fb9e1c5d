package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductPartsTest {
  private static final String INDEX =
      "a=no.such.Driver,listed=" + Listed.class.getName() + ",z=no.such.Driver";

  /** A driver that no ServiceLoader finds. */
  public static final class Listed implements DriverProvider {
    @Override
    public DriverInfo info() {
      return new DriverInfo("listed", List.of(), "for this test", List.of(), Map.of());
    }

    @Override
    public Driver open(DriverContext context) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aDriverIsMadeFromTheLaunchersList() {
    assertThat(new ProductParts(INDEX).driver("listed")).isInstanceOf(Listed.class);
    assertThat(new ProductParts("listed=" + Listed.class.getName()).driver("listed"))
        .isInstanceOf(Listed.class);
  }

  @Test
  void allDriversAreThoseOfTheList() {
    assertThat(new ProductParts("listed=" + Listed.class.getName()).drivers())
        .singleElement()
        .isInstanceOf(Listed.class);
  }

  @Test
  void whatTheListDoesNotNameWholeIsNotKnown() {
    for (String name : List.of("list", "isted", "other", "")) {
      assertThat(new ProductParts(INDEX).driver(name)).as(name).isNull();
    }
    assertThat(new ProductParts("").driver("listed")).isNull();
  }

  @Test
  void aListThatNamesWhatIsNotThereIsABug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ProductParts(INDEX).driver("z"))
        .withMessageContaining("no.such.Driver");
  }
}
