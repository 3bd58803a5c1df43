package dev.fringe.bridge.flight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.storage.lake.Did;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tickets as JSON, which are also what a descriptor's command is. All but {@code did} may be left
 * out:
 *
 * <pre>{@code
 * {"did": "scope:name",
 *  "columns": ["u", "v"],             names, in the order that is wanted
 *  "rows": [0, 1000],                 from, and up to but without
 *  "section": [[0, 1], [10, 20]],     of an image: a range for each axis, the slowest first
 *  "where": {                         of visibilities; bounds of physical values are included
 *    "time": [60310.2, 60310.3],      MJD, UTC
 *    "uvDistance": [0, 500],          m
 *    "antennas": [1, 2],              rows with one of them
 *    "baselines": [[1, 2], [1, 3]],
 *    "channels": [0, 16],             from, and up to but without
 *    "frequency": [1.4e9, 1.41e9],    Hz
 *    "autocorrelations": false,       true where left out
 *    "flagged": false}}               rows flagged as a whole; true where left out
 * }</pre>
 */
final class TicketReader {
  private static final Set<String> FIELDS = Set.of("did", "columns", "rows", "section", "where");
  private static final Set<String> WHERE =
      Set.of(
          "time",
          "uvDistance",
          "antennas",
          "baselines",
          "channels",
          "frequency",
          "autocorrelations",
          "flagged");

  private TicketReader() {}

  /**
   * Reads a ticket.
   *
   * @throws RequestException that names the field at fault
   */
  static DataTicket read(byte[] json) {
    JsonFields fields = JsonFields.read("ticket", json, FIELDS);
    String did =
        fields
            .text("did")
            .orElseThrow(
                () -> RequestException.invalid("did is missing; the product's name is needed"));
    return new DataTicket(
        did(did),
        fields.texts("columns"),
        fields.range("rows"),
        fields.ranges("section"),
        fields.object("where", WHERE).map(TicketReader::where).orElse(RowFilter.NONE));
  }

  static Did did(String text) {
    try {
      return Did.parse(text);
    } catch (IllegalArgumentException e) {
      throw RequestException.invalid("did: " + e.getMessage());
    }
  }

  private static RowFilter where(JsonFields fields) {
    Optional<Range> channels = fields.range("channels");
    Optional<Interval> frequency = fields.interval("frequency");
    if (channels.isPresent() && frequency.isPresent()) {
      throw fields.fault("frequency", "channels are given too; one of the two is needed");
    }
    return new RowFilter(
        fields.interval("time"),
        fields.interval("uvDistance"),
        fields.integers("antennas"),
        fields
            .pairs("baselines")
            .map(
                pairs ->
                    pairs.stream().map(pair -> new RowFilter.Baseline(pair[0], pair[1])).toList()),
        channels,
        frequency,
        fields.flag("autocorrelations").orElse(true),
        fields.flag("flagged").orElse(true));
  }

  /** The JSON of a ticket. */
  static byte[] write(DataTicket ticket) {
    ObjectNode json = JsonFields.JSON.createObjectNode();
    json.put("did", ticket.did().toString());
    ticket.columns().ifPresent(names -> names.forEach(json.putArray("columns")::add));
    ticket.rows().ifPresent(rows -> put(json.putArray("rows"), rows));
    ticket
        .section()
        .ifPresent(
            ranges -> {
              ArrayNode list = json.putArray("section");
              ranges.forEach(range -> put(list.addArray(), range));
            });
    if (!ticket.where().equals(RowFilter.NONE)) {
      where(json.putObject("where"), ticket.where());
    }
    try {
      return JsonFields.JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers are always written", impossible);
    }
  }

  private static void where(ObjectNode json, RowFilter where) {
    where.time().ifPresent(time -> put(json.putArray("time"), time));
    where.uvDistance().ifPresent(distance -> put(json.putArray("uvDistance"), distance));
    where.antennas().ifPresent(numbers -> numbers.forEach(json.putArray("antennas")::add));
    where
        .baselines()
        .ifPresent(
            pairs -> {
              ArrayNode list = json.putArray("baselines");
              pairs.forEach(pair -> list.addArray().add(pair.antenna1()).add(pair.antenna2()));
            });
    where.channels().ifPresent(channels -> put(json.putArray("channels"), channels));
    where.frequency().ifPresent(frequency -> put(json.putArray("frequency"), frequency));
    json.put("autocorrelations", where.autocorrelations()).put("flagged", where.flagged());
  }

  private static void put(ArrayNode array, Range range) {
    array.add(range.from()).add(range.to());
  }

  private static void put(ArrayNode array, Interval interval) {
    array.add(interval.low()).add(interval.high());
  }

  /** The names of columns that are wanted, all of which must be among those there are. */
  static List<String> columns(DataTicket ticket, List<String> there) {
    List<String> wanted = ticket.columns().orElse(there);
    for (int i = 0; i < wanted.size(); i++) {
      if (!there.contains(wanted.get(i))) {
        throw RequestException.invalid(
            "columns[" + i + "]", wanted.get(i), "there are " + String.join(", ", there));
      }
      if (wanted.indexOf(wanted.get(i)) != i) {
        throw RequestException.invalid("columns[" + i + "]", wanted.get(i), "it is named twice");
      }
    }
    if (wanted.isEmpty()) {
      throw RequestException.invalid("columns", "[]", "at least one is needed");
    }
    return wanted;
  }
}
