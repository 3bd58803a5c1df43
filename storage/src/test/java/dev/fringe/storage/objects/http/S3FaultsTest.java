package dev.fringe.storage.objects.http;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.s3.S3Store;
import java.io.IOException;

class S3FaultsTest extends FaultContract {

  @Override
  protected ObjectStore connect(String authority, Retries retries) throws IOException {
    EndpointSettings settings =
        new EndpointSettings("s3://" + authority + "/", "", "", true, "", true, "", "", "", false);
    return S3Store.of(settings, authority, retries);
  }

  @Override
  protected Location object(String authority) {
    return Location.parse("s3://" + authority + "/bucket/object");
  }
}
