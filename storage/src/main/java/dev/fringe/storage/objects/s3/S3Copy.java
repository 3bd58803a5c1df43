package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Copies within a server: no byte passes here. */
final class S3Copy {
  /** The most that S3 copies in one request: 5 GiB. */
  static final long ONE_REQUEST_BYTES = 5L << 30;

  private static final long PART_BYTES = 1L << 30;

  private S3Copy() {}

  static void copy(
      S3Calls calls, StoredObject source, S3Address from, Location target, S3Address to)
      throws IOException {
    if (source.bytes() <= ONE_REQUEST_BYTES) {
      CopyObjectRequest.Builder request =
          CopyObjectRequest.builder()
              .sourceBucket(from.bucket())
              .sourceKey(from.objectKey())
              .destinationBucket(to.bucket())
              .destinationKey(to.objectKey());
      if (!source.version().isEmpty()) {
        request.copySourceIfMatch(source.version());
      }
      calls.call(source.location().toString(), client -> client.copyObject(request.build()));
      return;
    }
    copyInParts(calls, source, from, target, to);
  }

  static void copyInParts(
      S3Calls calls, StoredObject source, S3Address from, Location target, S3Address to)
      throws IOException {
    Multipart upload = Multipart.begin(calls, target, to);
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long at = 0; at < source.bytes(); at += PART_BYTES) {
        int number = parts.size() + 1;
        long end = Math.min(at + PART_BYTES, source.bytes());
        UploadPartCopyRequest request =
            UploadPartCopyRequest.builder()
                .sourceBucket(from.bucket())
                .sourceKey(from.objectKey())
                .destinationBucket(to.bucket())
                .destinationKey(to.objectKey())
                .copySourceRange("bytes=%d-%d".formatted(at, end - 1))
                .copySourceIfMatch(source.version())
                .uploadId(upload.id())
                .partNumber(number)
                .build();
        String etag =
            calls
                .call(source.location().toString(), client -> client.uploadPartCopy(request))
                .copyPartResult()
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      }
      upload.complete(parts, source.bytes());
    } catch (IOException | RuntimeException e) {
      upload.abort();
      throw e;
    }
  }
}
