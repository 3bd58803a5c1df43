package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.http.Retries;
import dev.fringe.storage.objects.http.Statuses;
import dev.fringe.storage.objects.http.StoreException;
import dev.fringe.storage.objects.http.TransientException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Calls to one S3 server: retried, and their failures told as files' are. */
record S3Calls(S3Client client, Retries retries) {

  /** One call, tried again where that may help. */
  <T> T call(String what, Function<S3Client, T> request) throws IOException {
    return retries.call(what, number -> once(what, request));
  }

  /** One call, tried once. */
  <T> T once(String what, Function<S3Client, T> request) throws IOException {
    try {
      return request.apply(client);
    } catch (S3Exception e) {
      throw failure(what, e);
    } catch (SdkClientException e) {
      throw failure(what, e);
    }
  }

  private static IOException failure(String what, S3Exception e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String retryAfter =
        e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
            ? ""
            : e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After").orElse("");
    // The code only: a server's own words may repeat what it was sent.
    String word = code == null ? "" : code;
    return switch (word) {
      case "RequestTimeout", "SlowDown", "BadDigest" ->
          new TransientException("%s: %s".formatted(what, word), Duration.ZERO);
      case "RequestTimeTooSkewed" ->
          new StoreException(what + ": this machine's clock is wrong by more than 15 minutes");
      case "NoSuchBucket" -> Statuses.failure(what, 404, "there is no such bucket", "");
      default -> Statuses.failure(what, e.statusCode(), word, retryAfter);
    };
  }

  private static IOException failure(String what, SdkClientException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException network) {
        return network;
      }
      if (cause instanceof XMLStreamException) {
        // It ended well and too early: whether the request was done, the next attempt shows.
        return new TransientException(what + ": the server's answer was cut", Duration.ZERO);
      }
    }
    if (String.valueOf(e.getMessage()).contains("credentials")) {
      return new AccessDeniedException(
          what,
          null,
          "no S3 credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a"
              + " profile in ~/.aws, or a web identity; for a public bucket say anonymous: true");
    }
    return new StoreException("%s: %s".formatted(what, e.getMessage()));
  }
}
