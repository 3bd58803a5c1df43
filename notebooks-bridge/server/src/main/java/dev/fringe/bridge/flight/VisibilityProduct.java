package dev.fringe.bridge.flight;

import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Visibilities: a record for each row of the file, one baseline at one time, with all its wanted
 * channels. Where rows are long and are chosen by their coordinates, these are read first, and
 * visibilities of chosen rows only.
 */
final class VisibilityProduct implements ArrowProduct {
  private static final int MOST_ROWS = 1 << 14;

  /** Decoding holds a sample as three floats. */
  private static final int SAMPLE_BYTES = 12;

  private static final int ROW_BYTES = 64;

  /** Of a row; more is no row of a telescope, and would be held in memory several times over. */
  private static final int MOST_SAMPLES = 1 << 23;

  /** Rows that hold more than this are worth a look at their coordinates first. */
  private static final int LONG_ROW = 1 << 15;

  private final VisibilityFile file;
  private final DataTicket ticket;
  private final Range rows;
  private final ChannelRange channels;
  private final Schema schema;
  private final boolean withSamples;

  private VisibilityProduct(
      VisibilityFile file,
      DataTicket ticket,
      Range rows,
      ChannelRange channels,
      Schema schema,
      boolean withSamples) {
    this.file = file;
    this.ticket = ticket;
    this.rows = rows;
    this.channels = channels;
    this.schema = schema;
    this.withSamples = withSamples;
  }

  /** Closes the file with itself. */
  static VisibilityProduct of(VisibilityFile file, DataTicket ticket) {
    ticket.withoutSection("a file of visibilities");
    Observation observation = file.observation();
    ChannelRange channels = channels(observation, ticket.where());
    Range rows =
        ticket.rows().orElse(Range.all(observation.groups())).within("rows", observation.groups());
    int correlations = observation.correlations().size();
    if ((long) channels.count() * correlations > MOST_SAMPLES) {
      throw RequestException.invalid(
          "where.channels",
          new Range(channels.first(), channels.end()),
          "a row would have %d visibilities; at most %d are sent"
              .formatted((long) channels.count() * correlations, MOST_SAMPLES));
    }
    List<Field> all = VisibilityColumns.fields(channels.count(), correlations);
    List<String> wanted = TicketReader.columns(ticket, all.stream().map(Field::getName).toList());
    List<Field> fields =
        wanted.stream()
            .map(
                name ->
                    all.stream().filter(f -> f.getName().equals(name)).findFirst().orElseThrow())
            .toList();
    boolean withSamples =
        wanted.stream().anyMatch(VisibilityColumns::isOfSamples) || !ticket.where().flagged();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("fringe.kind", "visibility");
    metadata.put("fringe.did", ticket.did().toString());
    metadata.put("fringe.shape", List.of(channels.count(), correlations).toString());
    metadata.put("fringe.observation", VisibilityColumns.describe(observation, channels));
    return new VisibilityProduct(
        file, ticket, rows, channels, new Schema(fields, metadata), withSamples);
  }

  private static ChannelRange channels(Observation observation, RowFilter where) {
    if (where.channels().isPresent()) {
      Range range = where.channels().get().within("where.channels", observation.channels());
      if (range.count() == 0) {
        throw RequestException.invalid("where.channels", range, "at least one channel is needed");
      }
      return new ChannelRange((int) range.from(), (int) range.count());
    }
    Optional<Interval> band = where.frequency();
    if (band.isEmpty()) {
      return ChannelRange.all(observation);
    }
    double[] frequencies = observation.frequenciesHz();
    int first = -1;
    int last = -1;
    int count = 0;
    for (int i = 0; i < frequencies.length; i++) {
      if (band.get().contains(frequencies[i])) {
        first = first < 0 ? i : first;
        last = i;
        count++;
      }
    }
    if (count == 0) {
      throw RequestException.invalid(
          "where.frequency",
          band.get(),
          "no channel's centre lies there; they go from %s to %s Hz"
              .formatted(
                  java.util.Arrays.stream(frequencies).min().orElse(0),
                  java.util.Arrays.stream(frequencies).max().orElse(0)));
    }
    if (count != last - first + 1) {
      throw RequestException.invalid(
          "where.frequency",
          band.get(),
          "channels of several windows lie there that don't follow each other; channels from"
              + " and to are needed");
    }
    return new ChannelRange(first, count);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long records() {
    return ticket.where().takesAllRows() ? rows.count() : -1;
  }

  @Override
  public long bytes() {
    int samples = channels.count() * file.observation().correlations().size();
    return records() < 0
        ? -1
        : records()
            * schema.getFields().stream()
                .mapToLong(field -> VisibilityColumns.bytes(field, samples))
                .sum();
  }

  @Override
  public void stream(Batches batches) throws IOException {
    Observation observation = file.observation();
    long samples = (long) observation.correlations().size() * channels.count();
    long rowBytes = ROW_BYTES + (withSamples ? SAMPLE_BYTES * samples : 0);
    int most = Math.min(MOST_ROWS, Batches.rows(rowBytes));
    boolean coordinatesFirst =
        withSamples && ticket.where().choosesByCoordinates() && samples * SAMPLE_BYTES > LONG_ROW;
    if (!coordinatesFirst) {
      file.expect(rows.from(), rows.count());
    }
    for (long from = rows.from(); from < rows.to(); ) {
      int look = coordinatesFirst ? MOST_ROWS : most;
      int count = (int) Math.min(look, rows.to() - from);
      if (coordinatesFirst) {
        chosen(batches, from, count, most);
      } else {
        VisibilityBlock block = file.read(from, count, withSamples ? channels : ChannelRange.NONE);
        send(batches, block, from);
      }
      from += count;
    }
  }

  /** Reads coordinates, then the rows that these choose: runs of them at once. */
  private void chosen(Batches batches, long from, int count, int most) throws IOException {
    VisibilityBlock coordinates = file.read(from, count, ChannelRange.NONE);
    int[] picked = new int[count];
    int chosen = pick(coordinates, picked);
    for (int i = 0; i < chosen; ) {
      int run = 1;
      while (i + run < chosen && run < most && picked[i + run] == picked[i] + run) {
        run++;
      }
      send(batches, file.read(from + picked[i], run, channels), from + picked[i]);
      i += run;
    }
  }

  private void send(Batches batches, VisibilityBlock block, long firstRow) {
    int[] picked = new int[block.rows()];
    int count = pick(block, picked);
    if (count == 0) {
      return;
    }
    VectorSchemaRoot root = batches.root();
    for (FieldVector vector : root.getFieldVectors()) {
      VisibilityColumns.fill(vector, block, firstRow, picked, count);
    }
    batches.send(count);
  }

  private int pick(VisibilityBlock block, int[] picked) {
    RowFilter where = ticket.where();
    int count = 0;
    for (int row = 0; row < block.rows(); row++) {
      if (where.accepts(
              block.timeMjd()[row],
              block.uMetres()[row],
              block.vMetres()[row],
              block.antenna1()[row],
              block.antenna2()[row])
          && (where.flagged() || block.channels() == 0 || hasUnflagged(block, row))) {
        picked[count++] = row;
      }
    }
    return count;
  }

  private static boolean hasUnflagged(VisibilityBlock block, int row) {
    int samples = block.channels() * block.correlations();
    for (int i = row * samples; i < (row + 1) * samples; i++) {
      if (!Fill.isFlagged(block.weight()[i])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
