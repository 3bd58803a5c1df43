package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.SignedRead;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Signs addresses of an endpoint's objects with the credentials of its client, which are looked for
 * once.
 */
final class S3Signer implements AutoCloseable {

  private final EndpointSettings settings;
  private final Optional<URI> endpoint;
  private final Map<Optional<URI>, S3Presigner> presigners = new ConcurrentHashMap<>();

  S3Signer(EndpointSettings settings, Optional<URI> endpoint) {
    this.settings = settings;
    this.endpoint = endpoint;
  }

  /** The signed address; empty where nothing is signed, as buckets are public. */
  Optional<URI> sign(S3Address address, SignedRead how) throws IOException {
    if (settings.anonymous()) {
      return Optional.empty();
    }
    Optional<URI> seen =
        how.endpoint().isEmpty() ? endpoint : Optional.of(URI.create(how.endpoint()));
    try {
      return Optional.of(
          URI.create(
              presigners
                  .computeIfAbsent(seen, this::presigner)
                  .presignGetObject(
                      sign ->
                          sign.signatureDuration(how.lifetime())
                              .getObjectRequest(
                                  get ->
                                      get.bucket(address.bucket())
                                          .key(address.objectKey())
                                          .responseContentType(how.contentType())
                                          .responseContentDisposition(
                                              "attachment; filename=\"" + how.fileName() + "\"")))
                  .url()
                  .toString()));
    } catch (SdkClientException e) {
      throw new IOException("no address can be signed: " + e.getMessage(), e);
    }
  }

  private S3Presigner presigner(Optional<URI> seen) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .credentialsProvider(S3Clients.credentials(settings))
            .region(S3Clients.region(settings, endpoint.isPresent()))
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle()).build());
    seen.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public void close() {
    presigners.values().forEach(S3Presigner::close);
  }
}
