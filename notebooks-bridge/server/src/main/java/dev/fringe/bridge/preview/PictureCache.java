package dev.fringe.bridge.preview;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pictures that were asked for last, up to some bytes. */
final class PictureCache {

  private final long most;
  private final Map<String, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PictureCache(long most) {
    this.most = most;
  }

  synchronized Optional<byte[]> get(String key) {
    return Optional.ofNullable(pictures.get(key));
  }

  synchronized void put(String key, byte[] picture) {
    byte[] old = pictures.put(key, picture);
    bytes += picture.length - (old == null ? 0 : old.length);
    var eldest = pictures.entrySet().iterator();
    while (bytes > most && eldest.hasNext()) {
      bytes -= eldest.next().getValue().length;
      eldest.remove();
    }
  }
}
