package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Loopback;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The SDK's client of an endpoint. */
final class S3Clients {

  private S3Clients() {}

  static S3Client of(EndpointSettings settings, Optional<URI> endpoint, Retries retries)
      throws IOException {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(OkHttpSdkClient.of(settings, retries))
            .credentialsProvider(credentials(settings))
            .region(region(settings, endpoint.isPresent()))
            .forcePathStyle(settings.pathStyle())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            // Every part carries its MD5, which all servers check; older Cephs don't know the
            // trailing checksums and signed chunks that the SDK would send by default.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
    if (endpoint.isPresent()) {
      builder.endpointOverride(endpoint.get());
    } else {
      builder.crossRegionAccessEnabled(true);
    }
    return builder.build();
  }

  /** The server that an address or its settings name; AWS where neither does. */
  static Optional<URI> endpoint(EndpointSettings settings, String authority) {
    if (!settings.endpoint().isEmpty()) {
      return Optional.of(URI.create(settings.endpoint()));
    }
    if (authority.isEmpty()) {
      return Optional.empty();
    }
    boolean plain = settings.plainHttp() || Loopback.is(URI.create("s3://" + authority));
    return Optional.of(URI.create((plain ? "http://" : "https://") + authority));
  }

  static AwsCredentialsProvider credentials(EndpointSettings settings) {
    if (settings.anonymous()) {
      return AnonymousCredentialsProvider.create();
    }
    DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
    return settings.profile().isEmpty()
        ? chain.build()
        : chain.profileName(settings.profile()).build();
  }

  static Region region(EndpointSettings settings, boolean ownServer) {
    if (!settings.region().isEmpty()) {
      return Region.of(settings.region());
    }
    if (ownServer) {
      // Not the whole chain: it would ask the cloud's instance service, in vain, for seconds.
      return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
          .map(System::getenv)
          .filter(value -> value != null && !value.isBlank())
          .findFirst()
          .map(Region::of)
          .orElse(Region.US_EAST_1);
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException unknown) {
      return Region.US_EAST_1;
    }
  }
}
