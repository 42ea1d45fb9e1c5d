package dev.jmachine.driver.azure.api;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import dev.jmachine.core.driver.Person;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection for each account, made when first needed. Safe for use by several threads. Retry
 * policies are left out: Await repeats what may be repeated, and two layers would multiply.
 */
public final class AzureConnections {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Map<String, Arm> connections = new ConcurrentHashMap<>();
  private final Duration callTimeout;
  private final @Nullable Person person;

  /**
   * Connections on which no call takes longer than {@code callTimeout}.
   *
   * @param person who can sign in by hand; null for nobody
   */
  public AzureConnections(Duration callTimeout, @Nullable Person person) {
    this.callTimeout = callTimeout;
    this.person = person;
  }

  /** The connection of an account; cheap after the first time. */
  public Arm of(AzureAccount account) {
    return connections.computeIfAbsent(account.key(), _ -> connect(account));
  }

  private Arm connect(AzureAccount account) {
    HttpClient http = http(account.caFile());
    return new Arm(
        account.resourceManager(),
        account.subscription(),
        new HttpPipelineBuilder().httpClient(http).build(),
        () -> pipeline(account, http));
  }

  private HttpPipeline pipeline(AzureAccount account, HttpClient http) {
    return new HttpPipelineBuilder()
        .httpClient(http)
        .policies(
            new UserAgentPolicy("jmachine"),
            new RequestIdPolicy(),
            new ArmChallengeAuthenticationPolicy(
                AzureCredentials.of(account, http, person), account.scope()))
        .build();
  }

  private HttpClient http(@Nullable String caFile) {
    java.net.http.HttpClient.Builder client = java.net.http.HttpClient.newBuilder();
    if (caFile != null) {
      client.sslContext(TrustedCertificates.and(caFile));
    }
    return new JdkHttpClientBuilder(client)
        .connectionTimeout(CONNECT)
        .responseTimeout(callTimeout)
        .readTimeout(callTimeout)
        .build();
  }
}
