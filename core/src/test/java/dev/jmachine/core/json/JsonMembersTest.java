package dev.jmachine.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
  @Test
  void valuesKeepTheirOrderAndEveryCharacter() {
    String object =
        """
        { "b" : 1.0e+05 ,"a":12345678901234567890.10,
        "c":{
        \t"x": [1, 2.50]}, "d":"\\u00e9" }
        """;
    assertThat(JsonMembers.of(object).values().toString())
        .isEqualTo(
            """
            {b=1.0e+05, a=12345678901234567890.10, c={
            \t"x": [1, 2.50]}, d="\\u00e9"}\
            """);
  }

  @Test
  void aStringIsUnescaped() {
    assertThat(JsonMembers.of("{\"a\":\"\\u00e9\\/\\\"\\n\"}").string("a"))
        .isEqualTo("\u00e9/\"\n");
  }

  @Test
  void aMemberOfAnotherKindIsNoString() {
    JsonMembers members = JsonMembers.of("{\"a\":1,\"b\":null}");
    assertThat(members.string("a")).isNull();
    assertThat(members.string("b")).isNull();
    assertThat(members.string("c")).isNull();
  }

  @Test
  void anObjectCutAnywhereIsRefused() {
    String object = "{\n  \"a\": {\"b\": [1.5, null, \"\\u00e9\"]}, \"c\": true}";
    for (int length = 0; length < object.length(); length++) {
      String cut = object.substring(0, length);
      assertThatThrownBy(() -> JsonMembers.of(cut))
          .as(cut)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\":1",
        "{\"a\":}",
        "{a:1}",
        "null",
        "{\"a\":1}}",
        "{} x",
        "{}]",
        "{},{}"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> JsonMembers.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSON object");
  }
}
