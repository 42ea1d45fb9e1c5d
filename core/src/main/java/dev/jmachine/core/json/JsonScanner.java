package dev.jmachine.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259, UTF-8) from front to back, member by member, straight from its
 * bytes: for the records that the quick commands read by the thousand
 * (docs/adr/0006-quick-lists.md). The caller knows the form and skips what it does not know; names
 * that come again and again are made once. Every method throws {@link IllegalArgumentException}
 * where the text is not what the caller asks for, cut off or broken; the message says where. For
 * one thread; {@link #over} starts the next text.
 */
public final class JsonScanner {
  private static final int NAMES = 128;

  private final @Nullable String[] names = new @Nullable String[NAMES];
  private byte[] text = {};
  private int at;

  /**
   * Of the string that was scanned last: its first byte, and whether it has a \ or beyond ASCII.
   */
  private int string;

  private boolean encoded;

  /** Starts at the first byte of a text. Names known from the texts before stay known. */
  public JsonScanner over(byte[] json) {
    text = json;
    at = 0;
    return this;
  }

  /** Steps into an object. */
  public void beginObject() {
    expect('{');
  }

  /** Whether another member follows; steps out of the object where none does. */
  public boolean hasNextField() {
    return hasNext('{', '}');
  }

  /** The next member's name; its value must be read, or skipped, before anything else. */
  public String nextField() {
    int end = scanString();
    String name = encoded ? decoded(string, end) : known(string, end);
    at = end + 1;
    expect(':');
    return name;
  }

  /** Steps into an array. */
  public void beginArray() {
    expect('[');
  }

  /** Whether another element follows; steps out of the array where none does. */
  public boolean hasNextElement() {
    return hasNext('[', ']');
  }

  /** Whether the value here is null, which is then read. */
  public boolean isNullValue() {
    return peek() == 'n' && read("null");
  }

  public String readString() {
    int end = scanString();
    String value = decoded(string, end);
    at = end + 1;
    return value;
  }

  public boolean readBoolean() {
    return peek() == 't' ? read("true") : !read("false");
  }

  /** A whole number that fits in an int. */
  public int readInt() {
    long value = readLong();
    if ((int) value != value) {
      throw broken("a smaller number");
    }
    return (int) value;
  }

  /** A whole number of at most 18 digits. */
  public long readLong() {
    boolean negative = peek() == '-';
    at += negative ? 1 : 0;
    int start = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + (text[at++] - '0');
    }
    boolean fraction = at < text.length && (text[at] == '.' || (text[at] | 0x20) == 'e');
    if (at == start || at - start > 18 || fraction) {
      throw broken("a whole number");
    }
    return negative ? -value : value;
  }

  /** Goes past a value of any kind; within it only strings and brackets are looked at. */
  public void skipValue() {
    int depth = 0;
    int start = -1;
    do {
      int c = peek();
      start = start < 0 ? at : start;
      switch (c) {
        case '"' -> at = scanString() + 1;
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case ',', ':' -> at += depth > 0 ? 1 : 0;
        default -> skipWord();
      }
    } while (depth > 0);
    if (depth < 0 || at == start) {
      throw broken("a value");
    }
  }

  /** Makes sure that nothing but white space follows. */
  public void end() {
    skipSpace();
    if (at < text.length) {
      throw broken("the end");
    }
  }

  private void skipWord() {
    int start = at;
    while (at < text.length && isWord(text[at])) {
      at++;
    }
    if (at == start) {
      throw broken("a value");
    }
  }

  private static boolean isWord(byte c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  /** After the opening bracket a comma must not come, after a value it must. */
  private boolean hasNext(char open, char close) {
    int before = at - 1;
    boolean first = text[before] == open;
    int c = peek();
    if (c == close) {
      at++;
      return false;
    }
    if (first) {
      return true;
    }
    expect(',');
    if (peek() == close) {
      throw broken("a value");
    }
    return true;
  }

  /** Steps past a word that must stand here. */
  private boolean read(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at >= text.length || text[at] != word.charAt(i)) {
        throw broken(word);
      }
      at++;
    }
    return true;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw broken("'" + c + "'");
    }
    at++;
  }

  /** The next byte that is no white space; there must be one. */
  private int peek() {
    skipSpace();
    if (at >= text.length) {
      throw broken("more");
    }
    return text[at];
  }

  private void skipSpace() {
    int i = at;
    while (i < text.length && isSpace(text[i])) {
      i++;
    }
    at = i;
  }

  private static boolean isSpace(byte c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  /** Where the closing quote of the string here is; {@link #string} is its first byte. */
  private int scanString() {
    expect('"');
    string = at;
    encoded = false;
    for (int i = at; i < text.length; i++) {
      byte c = text[i];
      if (c == '"') {
        return i;
      }
      if (c < ' ') {
        encoded = true;
        requireNoControl(c, i);
      } else if (c == '\\') {
        encoded = true;
        i++;
      }
    }
    at = text.length;
    throw broken("the end of a string");
  }

  /** A byte below zero is one of several that make a character beyond ASCII. */
  private void requireNoControl(byte c, int place) {
    if (c >= 0) {
      at = place;
      throw broken("no control character");
    }
  }

  /** Plain bytes as a string that is kept for the next time. */
  private String known(int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + text[i];
    }
    int place = (hash ^ (hash >>> 7)) & (NAMES - 1);
    String name = names[place];
    if (name == null || !isHere(name, start, end)) {
      name = new String(text, start, end - start, ISO_8859_1);
      names[place] = name;
    }
    return name;
  }

  private boolean isHere(String name, int start, int end) {
    if (name.length() != end - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  private String decoded(int start, int end) {
    return encoded ? unescaped(start, end) : new String(text, start, end - start, ISO_8859_1);
  }

  private String unescaped(int start, int end) {
    String raw = new String(text, start, end - start, UTF_8);
    StringBuilder plain = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else if (raw.charAt(++i) == 'u') {
        plain.append(unicode(raw, i + 1));
        i += 4;
      } else {
        plain.append(escape(raw.charAt(i)));
      }
    }
    return plain.toString();
  }

  private char unicode(String raw, int start) {
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        throw broken("four hexadecimal digits after \\u");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private char escape(char c) {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw broken("an escape of JSON after \\");
    };
  }

  private IllegalArgumentException broken(String expected) {
    String found =
        at >= text.length
            ? "the end"
            : "\""
                + new String(Arrays.copyOfRange(text, at, Math.min(text.length, at + 12)), UTF_8)
                + "\"";
    return new IllegalArgumentException(
        "not JSON as expected at byte " + at + ": " + expected + " wanted, found " + found);
  }
}
