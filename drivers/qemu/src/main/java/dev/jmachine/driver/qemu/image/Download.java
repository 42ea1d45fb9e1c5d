package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a file over HTTP into a part file. A download that breaks off keeps its part: the next
 * one asks for the rest by Range, under the condition (If-Range) that the file is still the same.
 */
final class Download {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int BUFFER = 1 << 16;
  private static final long REPORT_EVERY = 1 << 20;

  /** Made when it is needed: that loads TLS and takes longer than all the rest of a check. */
  private @Nullable HttpClient client;

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      client = known;
    }
    return known;
  }

  /** A small text, such as a list of checksums. */
  String text(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER).build();
    HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
    requireStatus(response.statusCode(), url);
    return response.body();
  }

  /**
   * Downloads {@code url} into {@code part}, going on from what is there.
   *
   * @param title of the step under way, for progress
   * @throws MachineFailure UNAVAILABLE where it broke off; what came so far stays in {@code part}
   */
  void fetch(URI url, Path part, Steps steps, String title)
      throws IOException, InterruptedException {
    PartFile file = new PartFile(part);
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(ANSWER);
    long have = file.length();
    if (have > 0 && !file.validator().isEmpty()) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", file.validator());
    }
    HttpResponse<InputStream> response =
        send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() == 416) {
        // the part is as long as the file: its checksum will tell whether it is the file
        return;
      }
      requireStatus(response.statusCode(), url);
      boolean goesOn = response.statusCode() == 206;
      if (!goesOn) {
        file.restart(validator(response));
      }
      long total = total(response, goesOn ? have : 0);
      copy(body, file.path(), total, steps, title);
      if (total >= 0 && file.length() < total) {
        throw brokenOff(url, file.length(), total, "the server closed the connection");
      }
    }
  }

  private void copy(InputStream body, Path part, long total, Steps steps, String title)
      throws IOException, InterruptedException {
    long done = Files.size(part);
    long told = done;
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = new FileOutputStream(part.toFile(), true)) {
      for (int read = read(body, buffer, done, total);
          read >= 0;
          read = read(body, buffer, done, total)) {
        out.write(buffer, 0, read);
        done += read;
        if (done - told >= REPORT_EVERY) {
          steps.transferred(title, done, total);
          told = done;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while downloading");
        }
      }
    }
    steps.transferred(title, done, total);
  }

  private static int read(InputStream body, byte[] buffer, long done, long total) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "the download of the image broke off")
          .because("after " + done + " of " + total + " bytes: " + e.getMessage(), e)
          .left("the part that came; the same command goes on from there")
          .hint("try again");
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    try {
      return client().send(request, handler);
    } catch (IOException e) {
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "cannot download " + request.uri())
          .because(e)
          .hint("check the network, or give a file: --qemu-image FILE");
    }
  }

  private static void requireStatus(int status, URI url) {
    if (status == 200 || status == 206) {
      return;
    }
    FailureKind kind =
        status == 404 || status == 410 ? FailureKind.NOT_FOUND : FailureKind.UNAVAILABLE;
    throw MachineFailure.of(kind, "cannot download " + url)
        .because("the server answered HTTP " + status)
        .hint("check the image's name, or give a file: --qemu-image FILE");
  }

  private static MachineFailure brokenOff(URI url, long have, long total, String why) {
    return MachineFailure.of(FailureKind.UNAVAILABLE, "the download of the image broke off")
        .because("after " + have + " of " + total + " bytes of " + url + ": " + why)
        .left("the part that came; the same command goes on from there")
        .hint("try again");
  }

  /** A strong ETag, else the date: what If-Range takes (RFC 9110 §13.1.5). */
  private static String validator(HttpResponse<?> response) {
    String tag = response.headers().firstValue("ETag").orElse("");
    return tag.startsWith("\"") ? tag : response.headers().firstValue("Last-Modified").orElse("");
  }

  private static long total(HttpResponse<?> response, long before) {
    return response.headers().firstValueAsLong("Content-Length").stream()
        .map(length -> length + before)
        .findFirst()
        .orElse(-1);
  }
}
