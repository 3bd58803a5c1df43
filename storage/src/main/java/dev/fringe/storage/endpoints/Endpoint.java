package dev.fringe.storage.endpoints;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.file.FileStore;
import dev.fringe.storage.objects.http.Retries;
import dev.fringe.storage.objects.s3.S3Store;
import dev.fringe.storage.objects.webdav.WebDavStore;
import java.io.IOException;

/**
 * What one client is for.
 *
 * @param scheme file, s3 or http
 * @param authority the server's name and port; empty where the settings name it
 * @param settings how it is reached
 */
record Endpoint(String scheme, String authority, EndpointSettings settings) {

  static Endpoint of(Location address, EndpointSettings settings) {
    if (address.isLocal()) {
      return new Endpoint("file", "", EndpointSettings.of("file:///"));
    }
    String authority = address.uri().getRawAuthority();
    return address.uri().getScheme().equals("s3")
        ? new Endpoint("s3", address.uri().getPort() > 0 ? authority : "", settings)
        : new Endpoint("http", authority, settings);
  }

  static EndpointSettings defaultSettings(Location address) {
    return EndpointSettings.of(address.uri().getScheme() + "://" + authorityOf(address) + "/");
  }

  private static String authorityOf(Location address) {
    return address.uri().getRawAuthority() == null ? "" : address.uri().getRawAuthority();
  }

  ObjectStore connect() throws IOException {
    return switch (scheme) {
      case "file" -> new FileStore();
      case "s3" -> S3Store.of(settings, authority, Retries.usual());
      default -> WebDavStore.of(settings, Retries.usual());
    };
  }
}
