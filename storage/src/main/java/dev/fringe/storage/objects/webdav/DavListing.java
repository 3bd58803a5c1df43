package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.StoredObject;
import dev.fringe.storage.objects.http.Retries;
import dev.fringe.storage.objects.http.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Walks folders, one request each: many servers refuse to list at any depth. */
record DavListing(DavRequests requests, Retries retries) {
  private static final String WANTED =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/><getetag/></prop></propfind>
      """;

  List<StoredObject> under(Location prefix, int depth) throws IOException {
    Location folder = prefix.uri().getRawPath().endsWith("/") ? prefix : prefix.resolve("");
    List<StoredObject> found = new ArrayList<>();
    walk(folder, depth, found);
    found.sort(Comparator.comparing(object -> object.location().toString()));
    return List.copyOf(found);
  }

  private void walk(Location folder, int depth, List<StoredObject> found) throws IOException {
    for (DavEntry entry : retries.call(folder.toString(), number -> entries(folder))) {
      Optional<Location> address = addressOf(folder, entry);
      if (address.isEmpty()) {
        continue;
      }
      if (!entry.folder()) {
        found.add(
            new StoredObject(address.get(), entry.bytes(), entry.modified(), entry.version()));
      } else if (depth > 1) {
        walk(address.get().resolve(""), depth - 1, found);
      }
    }
  }

  private List<DavEntry> entries(Location folder) throws IOException {
    RequestBody body = RequestBody.create(WANTED, MediaType.get("application/xml; charset=utf-8"));
    Response response =
        requests.send(
            DavRequests.request(requests.url(folder), "PROPFIND", body).header("Depth", "1"));
    if (response.code() == 404) {
      response.close();
      return List.of();
    }
    if (response.code() == 405 || response.code() == 501) {
      response.close();
      throw new StoreException(folder + " cannot be listed: the server does no WebDAV");
    }
    if (response.code() != 207) {
      throw DavRequests.failure(folder, response);
    }
    try (response;
        InputStream in = response.body().byteStream()) {
      return DavEntry.read(in, folder.toString());
    }
  }

  /** The address of an entry that is in the folder itself; none for the folder and for others. */
  private static Optional<Location> addressOf(Location folder, DavEntry entry) {
    String own = folder.uri().getPath();
    String path = entry.path();
    if (!path.startsWith(own)) {
      return Optional.empty();
    }
    String rest = path.substring(own.length());
    String name = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    return name.isEmpty() || name.contains("/") || name.equals("..") || name.equals(".")
        ? Optional.empty()
        : Optional.of(folder.resolve(name));
  }
}
