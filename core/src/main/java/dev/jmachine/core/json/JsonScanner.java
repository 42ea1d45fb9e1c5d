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

  private static final byte[] NO_BYTES = {};

  private final @Nullable Name[] names = new @Nullable Name[NAMES];

  /** What the first name of a text follows. */
  private final Name start = new Name("", NO_BYTES);

  /** The name that was read last. */
  private Name last = start;

  private byte[] text = {};
  private int at;

  /**
   * Of the string that was scanned last: its first byte, and whether it has a \ or beyond ASCII.
   */
  private int string;

  private boolean encoded;

  /**
   * A member's name that was met. Records of one kind list their members in one order, so the name
   * that followed this one the last time is looked for first.
   */
  private static final class Name {
    private final String text;
    private final byte[] bytes;
    private @Nullable Name next;

    Name(String text, byte[] bytes) {
      this.text = text;
      this.bytes = bytes;
    }
  }

  /** Starts at the first byte of a text. Names known from the texts before stay known. */
  public JsonScanner over(byte[] json) {
    text = json;
    at = 0;
    last = start;
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
    Name guess = last.next;
    if (peek() == '"' && guess != null && isHere(guess.bytes)) {
      at += guess.bytes.length + 2;
      expect(':');
      last = guess;
      return guess.text;
    }
    int end = scanString();
    Name name = encoded ? new Name(decoded(string, end), NO_BYTES) : known(string, end);
    at = end + 1;
    expect(':');
    last.next = encoded ? last.next : name;
    last = name;
    return name.text;
  }

  /** Whether the bytes stand here between quotes. */
  private boolean isHere(byte[] name) {
    byte[] all = text;
    int first = at + 1;
    int end = first + name.length;
    if (end >= all.length || all[end] != '"') {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (all[first + i] != name[i]) {
        return false;
      }
    }
    return true;
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
    byte[] all = text;
    int i = at;
    while (i < all.length) {
      byte c = all[i];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        break;
      }
      i++;
    }
    at = i;
  }

  /** Where the closing quote of the string here is; {@link #string} is its first byte. */
  private int scanString() {
    expect('"');
    string = at;
    encoded = false;
    byte[] all = text;
    for (int i = at; i < all.length; i++) {
      byte c = all[i];
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
  private Name known(int first, int end) {
    int hash = end - first;
    for (int i = first; i < end; i++) {
      hash = hash * 31 + text[i];
    }
    int place = (hash ^ (hash >>> 7)) & (NAMES - 1);
    Name name = names[place];
    if (name == null || !Arrays.equals(name.bytes, 0, name.bytes.length, text, first, end)) {
      name = new Name(decoded(first, end), Arrays.copyOfRange(text, first, end));
      names[place] = name;
    }
    return name;
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
