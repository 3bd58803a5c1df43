package dev.fringe.storage.visibility;

import java.io.IOException;

/**
 * A file of visibilities, read by ranges of rows; never whole. Opening reads headers and small
 * tables only. Not for use by several threads at once; each reader opens its own.
 */
public interface VisibilityFile extends AutoCloseable {

  Observation observation();

  /**
   * Reads all channels of rows.
   *
   * @param firstRow from 0
   * @param rows how many; {@code firstRow + rows <= observation().groups()}
   * @throws dev.fringe.storage.BadDataException if the bytes are not what the header promised
   */
  default VisibilityBlock read(long firstRow, int rows) throws IOException {
    return read(firstRow, rows, ChannelRange.all(observation()));
  }

  /**
   * Reads some channels of rows; bytes of others are not fetched where that saves anything. The
   * block's channels are those of {@code channels}; with none it has coordinates only.
   *
   * @param firstRow from 0
   * @param rows how many; {@code firstRow + rows <= observation().groups()}
   * @param channels within those of {@link Observation#channels}
   * @throws dev.fringe.storage.BadDataException if the bytes are not what the header promised
   */
  VisibilityBlock read(long firstRow, int rows, ChannelRange channels) throws IOException;

  /**
   * Tells that these rows will be read next, in their order and in blocks of any size: a distant
   * file can be fetched ahead.
   */
  default void expect(long firstRow, long rows) {
    // A hint.
  }

  @Override
  void close() throws IOException;
}
