package dev.jmachine.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  @Test
  void whatIsWrittenReadsBackTheSame() {
    String text = "quote \" backslash \\ \u0001 \u00e9 \uD83D\uDC33 \u2028 /";
    Map<String, Object> tree =
        JsonText.object(
            text,
            text,
            "n",
            -7,
            "yes",
            true,
            "no",
            null,
            "list",
            List.of("a", text),
            "o",
            JsonText.object("x", 1),
            "all",
            List.of(JsonText.object("y", 2), Map.of()));
    for (String json : List.of(JsonText.of(tree), JsonText.indented(tree))) {
      JsonObject read = JsonObject.parse(json);
      assertThat(read.names()).containsExactly(text, "n", "yes", "list", "o", "all");
      assertThat(read.string(text)).isEqualTo(text);
      assertThat(read.integer("n")).isEqualTo(-7);
      assertThat(read.bool("yes")).isTrue();
      assertThat(read.strings("list")).containsExactly("a", text);
      assertThat(read.object("o").integer("x")).isEqualTo(1);
      assertThat(read.objects("all").getFirst().integer("y")).isEqualTo(2);
      assertThat(read.objects("all").getLast().names()).isEmpty();
    }
  }

  @Test
  void absentAndNullAreTheSame() {
    JsonObject read = JsonObject.parse("{\"a\":null}");
    assertThat(read.has("a")).isFalse();
    assertThat(read.stringOrNull("a")).isNull();
    assertThat(read.objectOrNull("b")).isNull();
    assertThatThrownBy(() -> read.string("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a\" is missing");
  }

  @Test
  void aMemberOfAnotherKindIsRefusedByName() {
    JsonObject read = JsonObject.parse("{\"a\":1.5,\"b\":\"1\",\"c\":[1],\"d\":99999999999}");
    for (String name : List.of("a", "b")) {
      assertThatThrownBy(() -> read.integer(name))
          .hasMessage("\"" + name + "\" is of another kind");
    }
    assertThatThrownBy(() -> read.strings("c")).hasMessage("\"c\" is of another kind");
    assertThatThrownBy(() -> read.integer("d")).hasMessage("\"d\" is too large");
    assertThatThrownBy(() -> read.stringOrNull("a")).hasMessage("\"a\" is of another kind");
    assertThatThrownBy(() -> read.objectOrNull("b")).hasMessage("\"b\" is of another kind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "}",
        "{\"a\":1",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":tru}",
        "{} {}",
        "{},{}",
        "{}]",
        "{\"a\":\"",
        "{\"a\":\"\\u00\"}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> JsonObject.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSON object");
  }
}
