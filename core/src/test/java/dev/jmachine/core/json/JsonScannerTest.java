package dev.jmachine.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
  private static final String ALL =
      """
      { "text" : "a \\"q\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9\\uD83D\\uDE00 é",
        "n\\u00e4me": 1, "big": 123456789012345678, "minus": -7, "yes": true, "no":false,
        "none": null, "empty": [ ], "nested": [[], {"a": [1, "]"]}, "}"], "texts": ["x","y"] }
      """;

  @Test
  void everyKindOfValueIsRead() {
    JsonScanner json = scanner(ALL);
    json.beginObject();
    name(json, "text");
    assertThat(json.readString()).isEqualTo("a \"q\" \\ / \b\f\n\r\t é😀 é");
    name(json, "näme");
    assertThat(json.readInt()).isEqualTo(1);
    name(json, "big");
    assertThat(json.readLong()).isEqualTo(123456789012345678L);
    name(json, "minus");
    assertThat(json.readInt()).isEqualTo(-7);
    name(json, "yes");
    assertThat(json.readBoolean()).isTrue();
    name(json, "no");
    assertThat(json.readBoolean()).isFalse();
    name(json, "none");
    assertThat(json.isNullValue()).isTrue();
    name(json, "empty");
    assertThat(texts(json)).isEmpty();
    name(json, "nested");
    json.skipValue();
    name(json, "texts");
    assertThat(texts(json)).containsExactly("x", "y");
    assertThat(json.hasNextField()).isFalse();
    json.end();
  }

  @Test
  void everyKindOfValueCanBeSkippedAndOneScannerReadsManyTexts() {
    JsonScanner json = new JsonScanner();
    for (int i = 0; i < 3; i++) {
      List<String> names = new ArrayList<>();
      skipAll(json.over(ALL.getBytes(UTF_8)), names);
      assertThat(names)
          .containsExactly(
              "text", "näme", "big", "minus", "yes", "no", "none", "empty", "nested", "texts");
    }
  }

  @Test
  void namesInAnotherOrderThanTheTextBeforeAreReadAsTheyAre() {
    JsonScanner json = new JsonScanner();
    for (String text :
        List.of(
            "{\"a\":1,\"ab\":2,\"b\":3}",
            "{\"ab\":1,\"a\":2,\"b\":3}",
            "{\"a\":1, \"a\" :2,\"\\u0061b\":3,\"b\":4}",
            "{\"abc\":1}",
            "{}",
            "{\"a\":1,\"ab\":2,\"b\":3}")) {
      List<String> names = new ArrayList<>();
      skipAll(json.over(text.getBytes(UTF_8)), names);
      List<String> fresh = new ArrayList<>();
      skipAll(scanner(text), fresh);
      assertThat(names).as(text).isEqualTo(fresh);
    }
  }

  @Test
  void aTextThatIsCutAnywhereIsRefusedAlsoByAScannerThatKnowsItsNames() {
    byte[] whole = ALL.strip().getBytes(UTF_8);
    JsonScanner json = new JsonScanner();
    for (int length = 0; length < whole.length; length++) {
      skipAll(json.over(whole), new ArrayList<>());
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException()
          .as("cut to " + length)
          .isThrownBy(() -> skipAll(json.over(cut), new ArrayList<>()));
    }
  }

  @Test
  void aTextThatIsCutAnywhereIsRefused() {
    byte[] whole = ALL.strip().getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException()
          .as("cut to " + length)
          .isThrownBy(() -> skipAll(new JsonScanner().over(cut), new ArrayList<>()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":]}",
        "{a:1}",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\nb\":1}",
        "{\"\\x\":1}",
        "{\"\\u12g4\":1}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> skipAll(scanner(text), new ArrayList<>()))
        .withMessageStartingWith("not JSON as expected at byte ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e3", "-", "\"1\"", "9999999999", "1234567890123456789", "null"})
  void whatIsNoIntIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> scanner(text).readInt());
  }

  @Test
  void deepNestingIsSkippedWithoutRunningOutOfStack() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    JsonScanner json = scanner(deep);
    json.skipValue();
    json.end();
  }

  private static JsonScanner scanner(String text) {
    return new JsonScanner().over(text.getBytes(UTF_8));
  }

  private static void name(JsonScanner json, String expected) {
    assertThat(json.hasNextField()).isTrue();
    assertThat(json.nextField()).isEqualTo(expected);
  }

  private static List<String> texts(JsonScanner json) {
    List<String> all = new ArrayList<>();
    json.beginArray();
    while (json.hasNextElement()) {
      all.add(json.readString());
    }
    return all;
  }

  private static void skipAll(JsonScanner json, List<String> names) {
    json.beginObject();
    while (json.hasNextField()) {
      names.add(json.nextField());
      json.skipValue();
    }
    json.end();
  }
}
