package dev.jmachine.driver.aws.api;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/**
 * The SDK's clients, one for each account and region, made when first needed. Safe for use by
 * several threads.
 */
public final class Ec2Connections implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Map<Ec2Account, Ec2Client> clients = new ConcurrentHashMap<>();
  private final Duration callTimeout;

  /** Connections on which no call takes longer than {@code callTimeout}. */
  public Ec2Connections(Duration callTimeout) {
    this.callTimeout = callTimeout;
  }

  /** The client of an account; cheap after the first time. */
  public Ec2Client of(Ec2Account account) {
    return clients.computeIfAbsent(account, this::connect);
  }

  private Ec2Client connect(Ec2Account account) {
    Ec2ClientBuilder builder =
        Ec2Client.builder()
            .region(Region.of(account.region()))
            .credentialsProvider(credentials(account))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(callTimeout))
            .overrideConfiguration(
                // Await repeats what may be repeated: two layers would multiply
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    String endpoint = account.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(Ec2Account account) {
    Ec2Account.Keys keys = account.keys();
    String profile = account.profile();
    if (keys != null) {
      return StaticCredentialsProvider.create(credentials(keys));
    }
    return profile == null
        ? DefaultCredentialsProvider.builder().build()
        : ProfileCredentialsProvider.create(profile);
  }

  private static AwsCredentials credentials(Ec2Account.Keys keys) {
    @Nullable String token = keys.token();
    return token == null
        ? AwsBasicCredentials.create(keys.id(), keys.secret())
        : AwsSessionCredentials.create(keys.id(), keys.secret(), token);
  }

  @Override
  public void close() {
    clients.values().forEach(Ec2Client::close);
  }
}
