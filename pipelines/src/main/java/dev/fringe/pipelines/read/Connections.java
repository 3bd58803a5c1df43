package dev.fringe.pipelines.read;

import dev.fringe.storage.bytes.LocalFileReader;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import java.io.IOException;

/** What this process reaches. */
public final class Connections {

  private static final Connections OF_THIS_PROCESS = new Connections();

  private Connections() {}

  public static Connections ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** Opens an object for reading by ranges. */
  public RangeReader open(Location location) throws IOException {
    if (location.isLocal()) {
      return LocalFileReader.open(location.path());
    }
    throw new IOException(location + ": only files can be read yet");
  }
}
