package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Makes the folders that a PUT needs: many servers answer 409, nginx 500, where they are missing.
 */
final class DavFolders {
  private static final int MOST_KNOWN = 10_000;

  private final DavRequests requests;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  DavFolders(DavRequests requests) {
    this.requests = requests;
  }

  /** Makes a folder and those above it, where they are missing. */
  boolean make(Location folder) throws IOException {
    String path = folder.uri().getRawPath();
    if (path.equals("/") || known.contains(folder.toString())) {
      return true;
    }
    int status = mkcol(folder);
    if (status == 409 || status == 404) {
      make(folder.parent());
      status = mkcol(folder);
    }
    // 405 is how servers say that it exists; some say 301. Who may not make what exists (403) may
    // still write into it: the PUT will tell.
    boolean settled = status / 100 == 2 || status == 405 || status == 301 || status == 403;
    if (settled) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.add(folder.toString());
    }
    return settled;
  }

  /** Somebody may have removed folders. */
  void forget() {
    known.clear();
  }

  private int mkcol(Location folder) throws IOException {
    HttpUrl url = requests.url(folder);
    try (Response response = requests.send(DavRequests.request(url, "MKCOL"))) {
      if (response.code() >= 500 || response.code() == 429) {
        throw DavRequests.failure(folder, response);
      }
      return response.code();
    }
  }
}
