package dev.jmachine.testkit.ec2;

import org.jspecify.annotations.Nullable;

/** Writes elements. */
final class Xml {
  private final StringBuilder text = new StringBuilder();

  Xml open(String element) {
    text.append('<').append(element).append('>');
    return this;
  }

  Xml close(String element) {
    text.append("</").append(element).append('>');
    return this;
  }

  /** An element with a text; nothing for null. */
  Xml text(String element, @Nullable Object value) {
    if (value != null) {
      open(element).append(String.valueOf(value)).close(element);
    }
    return this;
  }

  private Xml append(String value) {
    text.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    return this;
  }

  /** One entry of a list. */
  interface Item<T> {
    void write(Xml xml, T value);
  }

  <T> Xml list(String element, Iterable<T> values, Item<T> item) {
    open(element);
    for (T value : values) {
      open("item");
      item.write(this, value);
      close("item");
    }
    return close(element);
  }

  Xml tags(java.util.Map<String, String> tags) {
    return list(
        "tagSet",
        tags.entrySet(),
        (xml, tag) -> xml.text("key", tag.getKey()).text("value", tag.getValue()));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
