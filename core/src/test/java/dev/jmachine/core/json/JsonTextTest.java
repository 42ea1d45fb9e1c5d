package dev.jmachine.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void everyKindOfValueIsWrittenInOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", "a\"b\n\u00e9\u0001");
    tree.put("a", Arrays.asList(1, 12345678901L, true, null));
    tree.put("raw", new JsonText.Raw("1.0e+05"));
    tree.put("empty", List.of());
    tree.put("none", Map.of());
    assertThat(JsonText.of(tree))
        .isEqualTo(
            "{\"z\":\"a\\\"b\\n\u00e9\\u0001\",\"a\":[1,12345678901,true,null],\"raw\":1.0e+05,"
                + "\"empty\":[],\"none\":{}}");
  }

  @Test
  void indentedTextHasTheSameMembers() {
    String text = JsonText.indented(Map.of("a", List.of(Map.of("b", 1), Map.of("b", 2))));
    assertThat(text).contains("\n");
    assertThat(text.replaceAll("\\s", "")).isEqualTo("{\"a\":[{\"b\":1},{\"b\":2}]}");
  }

  @Test
  void aValueThatJsonDoesNotHaveIsABug() {
    assertThatThrownBy(() -> JsonText.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
