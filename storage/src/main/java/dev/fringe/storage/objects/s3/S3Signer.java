package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.SignedRead;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs addresses of an endpoint's objects with the credentials of its client. */
final class S3Signer {

  private final EndpointSettings settings;
  private final Optional<URI> endpoint;

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
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .credentialsProvider(S3Clients.credentials(settings))
            .region(S3Clients.region(settings, endpoint.isPresent()))
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle()).build());
    seen.ifPresent(builder::endpointOverride);
    try (S3Presigner presigner = builder.build()) {
      return Optional.of(
          URI.create(
              presigner
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
}
