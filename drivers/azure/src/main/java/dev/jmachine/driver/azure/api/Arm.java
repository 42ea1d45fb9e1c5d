package dev.jmachine.driver.azure.api;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.json.JsonSerializable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resource Manager for one subscription. Each method is one call, a list's pages excepted. Safe for
 * use by several threads.
 */
public final class Arm {
  private static final HttpHeaderName OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");

  /** A token that was good when it was fetched: the clock of one of us is wrong, or it was long. */
  private static final Set<String> STALE =
      Set.of("ExpiredAuthenticationToken", "InvalidAuthenticationToken");

  private static final int PRECONDITION_FAILED = 412;

  private final String endpoint;
  private final String subscription;
  private final HttpPipeline anonymous;
  private final Supplier<HttpPipeline> pipelines;
  private volatile @Nullable HttpPipeline pipeline;

  Arm(
      String endpoint,
      String subscription,
      HttpPipeline anonymous,
      Supplier<HttpPipeline> pipelines) {
    this.endpoint = endpoint;
    this.subscription = subscription;
    this.anonymous = anonymous;
    this.pipelines = pipelines;
  }

  /** Path of what belongs to the subscription: "/providers/…", "/resourcegroups/…". */
  public String below(String path) {
    return "/subscriptions/" + subscription + path;
  }

  public <T> T get(ArmPath path, ArmForm<T> form) {
    return send(HttpMethod.GET, path, null).as(form);
  }

  /** All entries, whatever pages they come in. */
  public <T> List<T> list(ArmPath path, ArmForm<T> form) {
    List<T> all = new ArrayList<>();
    String url = path.url(endpoint);
    while (url != null) {
      ArmPage<T> page = checked(HttpMethod.GET, url, null).as(json -> ArmPage.of(json, form));
      all.addAll(page.entries());
      url = page.next();
    }
    return all;
  }

  /** Makes something or changes it into what is sent. */
  public Operation put(ArmPath path, JsonSerializable<?> body) {
    return Operation.of(send(HttpMethod.PUT, path, body));
  }

  /**
   * The same, for what must not be changed where it is there: it was made by a call of ours whose
   * answer was lost, as nobody else has the name.
   */
  public Operation putNew(ArmPath path, JsonSerializable<?> body) {
    ArmAnswer answer = answer(HttpMethod.PUT, path.url(endpoint), body, true);
    return answer.status() == PRECONDITION_FAILED ? Operation.NONE : Operation.of(accepted(answer));
  }

  public Operation patch(ArmPath path, JsonSerializable<?> body) {
    return Operation.of(send(HttpMethod.PATCH, path, body));
  }

  /** An action that answers nothing. */
  public Operation post(ArmPath path) {
    return Operation.of(send(HttpMethod.POST, path, null));
  }

  /** An action that answers at once. */
  public <T> T post(ArmPath path, ArmForm<T> form) {
    return send(HttpMethod.POST, path, null).as(form);
  }

  public Operation delete(ArmPath path) {
    return Operation.of(send(HttpMethod.DELETE, path, null));
  }

  /** The text at a URL that holds its own permission; no token goes there. */
  public String text(String url) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, url);
    try (HttpResponse response = anonymous.sendSync(request, Context.NONE)) {
      return response.getStatusCode() == 200 ? response.getBodyAsBinaryData().toString() : "";
    }
  }

  /** Asks about an operation; once, and without waiting. */
  Operation ask(Operation operation) {
    String url = operation.url();
    return url == null ? operation : operation.now(checked(HttpMethod.GET, url, null));
  }

  private ArmAnswer send(HttpMethod method, ArmPath path, @Nullable JsonSerializable<?> body) {
    return checked(method, path.url(endpoint), body);
  }

  private ArmAnswer checked(HttpMethod method, String url, @Nullable JsonSerializable<?> body) {
    return accepted(answer(method, url, body, false));
  }

  private static ArmAnswer accepted(ArmAnswer answer) {
    if (answer.status() >= 400) {
      throw ArmException.of(answer);
    }
    return answer;
  }

  private ArmAnswer answer(
      HttpMethod method, String url, @Nullable JsonSerializable<?> body, boolean isNew) {
    ArmAnswer answer = once(method, url, body, isNew);
    if (answer.status() == 401 && STALE.contains(ArmException.of(answer).code())) {
      pipeline = null; // a new one asks for a new token
      return once(method, url, body, isNew);
    }
    return answer;
  }

  private ArmAnswer once(
      HttpMethod method, String url, @Nullable JsonSerializable<?> body, boolean isNew) {
    HttpRequest request = new HttpRequest(method, url);
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(json(body));
    }
    if (isNew) {
      request.setHeader(HttpHeaderName.IF_NONE_MATCH, "*");
    }
    try (HttpResponse response = connected().sendSync(request, Context.NONE)) {
      return new ArmAnswer(
          response.getStatusCode(),
          response.getHeaderValue(OPERATION),
          response.getHeaderValue(HttpHeaderName.LOCATION),
          seconds(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)),
          BinaryData.fromBytes(response.getBodyAsBinaryData().toBytes()));
    }
  }

  private HttpPipeline connected() {
    HttpPipeline now = pipeline;
    if (now == null) {
      now = pipelines.get();
      pipeline = now;
    }
    return now;
  }

  private static byte[] json(JsonSerializable<?> body) {
    try {
      return body.toJsonBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Azure says seconds, never a date. */
  private static Duration seconds(@Nullable String text) {
    try {
      return text == null ? Duration.ZERO : Duration.ofSeconds(Integer.parseUnsignedInt(text));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
