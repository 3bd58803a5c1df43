package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.http.Statuses;
import dev.fringe.storage.objects.http.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Single requests for single objects. */
record DavObjects(DavRequests requests) {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18})");

  Optional<StoredObject> find(Location object) throws IOException {
    HttpUrl url = requests.url(object);
    Response response = requests.send(DavRequests.request(url, "HEAD"));
    // Servers send whoever asks for a folder to its name with a slash.
    boolean folder = response.request().url().encodedPath().endsWith("/");
    if (folder || response.code() == 404 || response.code() == 410) {
      response.close();
      return Optional.empty();
    }
    if (!response.isSuccessful()) {
      throw DavRequests.failure(object, response);
    }
    try (response) {
      String length = response.header("Content-Length", "");
      long bytes = length.matches("\\d{1,18}") ? Long.parseLong(length) : sizeByRange(object, url);
      return Optional.of(
          new StoredObject(
              object, bytes, time(response.header("Last-Modified", "")), version(response)));
    }
  }

  /** A server that tells no size with HEAD, as of what it makes on the way, may with a range. */
  private long sizeByRange(Location object, HttpUrl url) throws IOException {
    Request.Builder request = DavRequests.request(url, "GET").header("Range", "bytes=0-0");
    try (Response response = requests.send(request)) {
      Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
      if (range.matches()) {
        return Long.parseLong(range.group(2));
      }
      throw new StoreException(object + ": the server tells no size, neither by HEAD nor by range");
    }
  }

  private static String version(Response response) {
    return response.header("ETag", "");
  }

  static Instant time(String header) {
    try {
      return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException untold) {
      return Instant.EPOCH;
    }
  }

  /** Opens a range; the stream closes the answer. */
  InputStream range(StoredObject found, long position, int length) throws IOException {
    Location object = found.location();
    Request.Builder request =
        DavRequests.request(requests.url(object), "GET")
            .header("Range", "bytes=%d-%d".formatted(position, position + length - 1));
    boolean strong = found.version().startsWith("\"");
    if (strong) {
      request.header("If-Match", found.version());
    }
    Response response = requests.send(request);
    if (!response.isSuccessful()) {
      throw DavRequests.failure(object, response);
    }
    if (strong && !version(response).isEmpty() && !version(response).equals(found.version())) {
      response.close();
      throw Statuses.failure(object.toString(), 412, "", "");
    }
    if (!isThere(response, found, position, length)) {
      response.close();
      throw new StoreException(
          "%s: the server does not send ranges; bytes from %d on were asked for"
              .formatted(object, position));
    }
    return response.body().byteStream();
  }

  private static boolean isThere(Response response, StoredObject found, long position, int length) {
    if (response.code() == 200) {
      return position == 0 && length == found.bytes();
    }
    Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
    return response.code() == 206
        && (!range.matches() || Long.parseLong(range.group(1)) == position);
  }

  boolean move(Location from, Location to) throws IOException {
    Request.Builder request =
        DavRequests.request(requests.url(from), "MOVE")
            .header("Destination", requests.url(to).toString())
            .header("Overwrite", "T");
    Response response = requests.send(request);
    if (!response.isSuccessful()) {
      throw DavRequests.failure(from, response);
    }
    response.close();
    return true;
  }
}
