package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under a prefix, page by page. */
final class S3Listing {
  private static final Logger LOG = LoggerFactory.getLogger(S3Listing.class);

  private final S3Calls calls;
  private final S3Address prefix;
  private final List<StoredObject> found = new ArrayList<>();

  private S3Listing(S3Calls calls, S3Address prefix) {
    this.calls = calls;
    this.prefix = prefix;
  }

  static List<StoredObject> under(S3Calls calls, S3Address prefix, int depth) throws IOException {
    S3Listing listing = new S3Listing(calls, prefix);
    listing.walk(prefix.folderKey(), depth);
    listing.found.sort(Comparator.comparing(object -> object.location().toString()));
    return List.copyOf(listing.found);
  }

  private void walk(String folder, int depth) throws IOException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(prefix.bucket()).prefix(folder);
    boolean flat = depth == Integer.MAX_VALUE;
    if (!flat) {
      request.delimiter("/");
    }
    List<String> folders = new ArrayList<>();
    ListObjectsV2Response page;
    do {
      ListObjectsV2Request next = request.build();
      page = calls.call(prefix.root() + folder, client -> client.listObjectsV2(next));
      page.contents().forEach(this::add);
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add);
      request.continuationToken(page.nextContinuationToken());
    } while (Boolean.TRUE.equals(page.isTruncated()));
    if (!flat && depth > 1) {
      for (String below : folders) {
        walk(below, depth - 1);
      }
    }
  }

  private void add(S3Object object) {
    prefix
        .addressOf(object.key())
        .ifPresentOrElse(
            address ->
                found.add(
                    new StoredObject(address, object.size(), object.lastModified(), object.eTag())),
            () -> LOG.debug("{} is passed over: its key is no address", object.key()));
  }
}
