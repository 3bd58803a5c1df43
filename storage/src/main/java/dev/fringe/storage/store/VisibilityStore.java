package dev.fringe.storage.store;

import dev.fringe.imaging.gridding.PackedDoubleSamples;
import dev.fringe.imaging.gridding.PackedFloatSamples;
import java.io.IOException;
import java.util.List;

/**
 * What one run of a workflow keeps between its steps: packed samples, images passed by reference,
 * and small JSON documents. It may be used by several threads, and by several processes at once.
 *
 * <p>Every item appears whole or not at all, and replaces one of its name. Names are relative: 1 to
 * 200 of {@code A-Z a-z 0-9 _ . = + -} in parts joined by {@code /}, none of which starts with a
 * dot; others throw {@link IllegalArgumentException}. Each kind of item has its own names.
 *
 * <p>Reading what isn't there throws {@link java.nio.file.NoSuchFileException}; reading what is
 * damaged, {@link dev.fringe.storage.BadDataException}. A failure to write, such as a full disk,
 * throws {@link IOException} that names the file, and leaves what was there before.
 */
public interface VisibilityStore extends AutoCloseable {

  /** Kinds of items. */
  enum Kind {
    SAMPLES,
    IMAGE,
    DOCUMENT
  }

  /**
   * An item.
   *
   * @param bytes its size
   */
  record Item(Kind kind, String name, long bytes) {}

  /** Whose run this is, and since when. */
  StoreManifest manifest();

  /** Stores samples in single precision. Memory does not grow with their number. */
  void putSamples(String part, PackedFloatSamples samples) throws IOException;

  /** As {@link #putSamples(String, PackedFloatSamples)}, in double precision. */
  void putSamples(String part, PackedDoubleSamples samples) throws IOException;

  /** Maps samples that were stored in single precision; nothing is read before it is used. */
  StoredFloatSamples openSamples(String part) throws IOException;

  /** As {@link #openSamples}, for samples that were stored in double precision. */
  StoredDoubleSamples openDoubleSamples(String part) throws IOException;

  /** Stores an image, or any array. */
  void putImage(String name, float[] pixels) throws IOException;

  /** As {@link #putImage(String, float[])}, in double precision. */
  void putImage(String name, double[] pixels) throws IOException;

  /** Reads an image that was stored in single precision. */
  float[] getImage(String name) throws IOException;

  /** Reads an image that was stored in double precision. */
  double[] getDoubleImage(String name) throws IOException;

  /**
   * Adds a stored image to {@code sum}, pixel by pixel, without holding it.
   *
   * @param sum as long as the image
   */
  void addImageInto(String name, float[] sum) throws IOException;

  /** As {@link #addImageInto(String, float[])}, in double precision. */
  void addImageInto(String name, double[] sum) throws IOException;

  /** Stores a document as Jackson writes it: records, maps, lists. */
  void putJson(String name, Object document) throws IOException;

  <T> T getJson(String name, Class<T> type) throws IOException;

  boolean exists(Kind kind, String name) throws IOException;

  /** Deletes an item, if it exists. */
  void delete(Kind kind, String name) throws IOException;

  /** Names of the items of a kind that start with {@code prefix} (empty for all), sorted. */
  List<String> list(Kind kind, String prefix) throws IOException;

  /** Everything that the store holds, sorted. */
  List<Item> contents() throws IOException;

  @Override
  void close() throws IOException;
}
