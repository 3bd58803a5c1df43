package dev.fringe.storage.objects.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.s3.S3Store;
import java.io.IOException;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

class S3FaultsTest extends FaultContract {

  /** As a proxy leaves it whose own deadline has passed: a whole answer, of half the XML. */
  @Test
  void aCopyWhoseAnswerIsCutIsAskedForAgain() throws IOException {
    server().failWith(new MockResponse.Builder().body("<CopyObjectResult><ETag>\"on").build());
    store().move(object(), Location.parse(object() + "-moved"));
    assertEquals(2, server().transfers().size());
  }

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
