package dev.jmachine.driver.google.api;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.httpjson.HttpJsonCallContext;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK's clients of one account share: credentials, threads, and no retries. Safe for use
 * by several threads.
 */
final class Connection implements AutoCloseable {
  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger SDK = Logger.getLogger("com.google");

  private final GoogleAccount account;
  private final Duration callTimeout;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2, task -> Thread.ofPlatform().daemon().name("google").unstarted(task));
  private final List<AutoCloseable> clients = new ArrayList<>();
  private @Nullable GoogleCredentials credentials;

  Connection(GoogleAccount account, Duration callTimeout) {
    this.account = account;
    this.callTimeout = callTimeout;
    SDK.setLevel(Level.OFF); // what is worth telling comes as an exception
  }

  GoogleAccount account() {
    return account;
  }

  /** Makes a client of the SDK from its settings. */
  interface Maker<S, C> {
    C make(S settings) throws IOException;
  }

  /** A client with our credentials, endpoint and threads; closed with this connection. */
  synchronized <S extends ClientSettings<S>, C extends AutoCloseable> C client(
      ClientSettings.Builder<S, ?> settings, Maker<S, C> maker) throws IOException {
    if (credentials == null) {
      credentials = CallerCredentials.of(account);
    }
    settings.setCredentialsProvider(FixedCredentialsProvider.create(credentials));
    settings.setBackgroundExecutorProvider(FixedExecutorProvider.create(threads));
    settings.setTransportChannelProvider(
        InstantiatingHttpJsonChannelProvider.newBuilder().setExecutor(threads).build());
    @Nullable String endpoint = account.endpoint();
    if (endpoint != null) {
      settings.setEndpoint(endpoint);
    }
    C client = maker.make(settings.build());
    clients.add(client);
    return client;
  }

  /** One call, once. */
  <Q, A> A call(UnaryCallable<Q, A> callable, Q request) {
    return callable.call(request, context(callTimeout));
  }

  /** One call that may take longer than others. */
  <Q, A> A call(UnaryCallable<Q, A> callable, Q request, Duration longer) {
    return callable.call(request, context(callTimeout.plus(longer)));
  }

  /** Await repeats what may be repeated: two layers would multiply. */
  private static ApiCallContext context(Duration timeout) {
    return HttpJsonCallContext.createDefault()
        .withTimeoutDuration(timeout)
        .withRetryableCodes(Set.of())
        .withRetrySettings(
            RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setTotalTimeoutDuration(timeout)
                .setInitialRpcTimeoutDuration(timeout)
                .setMaxRpcTimeoutDuration(timeout)
                .build());
  }

  @Override
  public synchronized void close() {
    for (AutoCloseable client : clients) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    threads.shutdownNow();
  }
}
