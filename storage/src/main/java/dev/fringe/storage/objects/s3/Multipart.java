package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** An upload in parts: nothing is seen of it until it is complete. */
record Multipart(S3Calls calls, Location target, S3Address address, String id) {
  private static final Logger LOG = LoggerFactory.getLogger(Multipart.class);

  static Multipart begin(S3Calls calls, Location target, S3Address address) throws IOException {
    String id =
        calls
            .call(
                target.toString(),
                client ->
                    client.createMultipartUpload(
                        r -> r.bucket(address.bucket()).key(address.objectKey())))
            .uploadId();
    return new Multipart(calls, target, address, id);
  }

  /** Sends a part; the server compares it with its MD5. */
  CompletedPart send(int number, byte[] bytes, int length) throws IOException {
    String md5 = S3Upload.md5(bytes, length);
    String etag =
        calls
            .call(
                target.toString(),
                client ->
                    client.uploadPart(
                        r ->
                            r.bucket(address.bucket())
                                .key(address.objectKey())
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(md5),
                        RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(bytes, 0, length))))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** Makes the object appear. */
  void complete(List<CompletedPart> parts, long bytes) throws IOException {
    try {
      calls.call(
          target.toString(),
          client ->
              client.completeMultipartUpload(
                  r ->
                      r.bucket(address.bucket())
                          .key(address.objectKey())
                          .uploadId(id)
                          .multipartUpload(m -> m.parts(parts))));
    } catch (NoSuchFileException e) {
      // An answer was lost, and the repeated request finds the upload complete.
      if (!isComplete(bytes, parts.size())) {
        throw e;
      }
    }
  }

  private boolean isComplete(long bytes, int parts) throws IOException {
    var head =
        calls.call(
            target.toString(),
            client -> client.headObject(r -> r.bucket(address.bucket()).key(address.objectKey())));
    return head.contentLength() == bytes && head.eTag().contains("-" + parts);
  }

  /** Frees what was sent. */
  void abort() {
    try {
      calls.call(
          target.toString(),
          client ->
              client.abortMultipartUpload(
                  r -> r.bucket(address.bucket()).key(address.objectKey()).uploadId(id)));
    } catch (IOException e) {
      LOG.warn(
          "{}: the parts of a failed upload could not be removed ({}); the store's own rule for"
              + " incomplete uploads will",
          target,
          e.getMessage());
    }
  }
}
