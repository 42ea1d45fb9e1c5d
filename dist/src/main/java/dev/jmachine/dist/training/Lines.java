package dev.jmachine.dist.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Lines both ways, and bytes between them. */
record Lines(InputStream in, OutputStream out) {
  /** The next line without its end; null at the end of the stream. */
  @Nullable String read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(UTF_8);
  }

  String read(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), UTF_8);
  }

  void write(String line) throws IOException {
    out.write((line + "\n").getBytes(UTF_8));
    out.flush();
  }
}
