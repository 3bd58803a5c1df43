package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.schedule.Batching;
import dev.fringe.workflow.schedule.FilePattern;
import dev.fringe.workflow.schedule.NewFile;
import dev.fringe.workflow.schedule.PrefixSource;
import dev.fringe.workflow.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes batches of what a look has found. */
final class Planning {
  /** A workflow has no more inputs. */
  private static final int MOST_FILES = 1000;

  /** An intention is a part of an object of at most 1 MiB. */
  private static final int MOST_LETTERS = 300_000;

  /** So long the whole files of a night wait for one that is not whole. */
  private static final Duration PATIENCE = Duration.ofHours(2);

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final ScheduleSpec spec;
  private final ZoneId zone;
  private final Memory memory;
  private final Wholeness wholeness;
  private final Instant now;
  private final List<Instant> again = new ArrayList<>();

  /** A file with what is known of it. */
  private record Item(Found found, NewFile file, boolean isWhole) {}

  private Planning(ScheduleSpec spec, Memory memory, Instant now) {
    this.spec = spec;
    this.zone = spec.timeZone().zone();
    this.memory = memory;
    this.wholeness = new Wholeness(memory, settle(spec), now);
    this.now = now;
  }

  /** For how long a file must have stayed as it is. */
  static Duration settle(ScheduleSpec spec) {
    return spec.source()
        .prefix()
        .map(PrefixSource::settle)
        .map(span -> span.toDuration())
        .orElse(Memory.GAP);
  }

  /** The files that are meant and not taken, each once. */
  static List<Found> fresh(ScheduleSpec spec, List<Found> found, Predicate<String> isTaken) {
    FilePattern pattern = spec.source().pattern();
    Map<String, Found> fresh = new LinkedHashMap<>();
    for (Found file : found) {
      if (!isTaken.test(file.id()) && pattern.match(file.path()).isPresent()) {
        fresh.putIfAbsent(file.id(), file);
      }
    }
    return List.copyOf(fresh.values());
  }

  /**
   * The batches of these files.
   *
   * @param fresh see {@link #fresh}
   * @param memory that knows of this look
   */
  static Plan plan(ScheduleSpec spec, List<Found> fresh, Memory memory, Instant now) {
    return new Planning(spec, memory, now).plan(fresh);
  }

  private Plan plan(List<Found> fresh) {
    FilePattern pattern = spec.source().pattern();
    List<Item> items =
        fresh.stream()
            .map(found -> item(found, pattern))
            .sorted(
                Comparator.comparing((Item item) -> item.found.time())
                    .thenComparing(item -> item.file.id()))
            .toList();
    items.stream()
        .filter(item -> !item.isWhole)
        .forEach(item -> again.add(wholeness.again(item.found)));
    List<List<Item>> batches =
        switch (spec.batching().by()) {
          case FILE -> items.stream().filter(Item::isWhole).map(List::of).toList();
          case NIGHT -> nights(items);
          case COUNT -> counts(items);
        };
    return new Plan(
        batches.stream().map(batch -> batch.stream().map(Item::file).toList()).toList(),
        items.size(),
        again.stream().filter(time -> time.isAfter(now)).min(Comparator.naturalOrder()));
  }

  private Item item(Found found, FilePattern pattern) {
    FilePattern.Told told = pattern.match(found.path()).orElseThrow();
    LocalDate night =
        told.date()
            .or(found::night)
            .orElseGet(() -> found.time().minus(HALF_A_DAY).atZone(zone).toLocalDate());
    Optional<String> target = told.target().or(found::target).map(NewFile::safe);
    return new Item(
        found, new NewFile(found.id(), found.isDid(), target, night), wholeness.isWhole(found));
  }

  private List<List<Item>> nights(List<Item> items) {
    Map<String, List<Item>> groups = new TreeMap<>();
    for (Item item : items) {
      String group = item.file.night() + " " + item.file.target().orElse("");
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(item);
    }
    List<List<Item>> batches = new ArrayList<>();
    for (List<Item> group : groups.values()) {
      LocalDate night = group.getFirst().file.night();
      Instant over = night.plusDays(1).atTime(LocalTime.NOON).atZone(zone).toInstant();
      if (over.isAfter(now)) {
        again.add(over);
      } else if (group.stream().noneMatch(this::isWaitedFor)) {
        batches.addAll(chunks(group.stream().filter(Item::isWhole).toList(), MOST_FILES));
      }
    }
    return batches;
  }

  private boolean isWaitedFor(Item item) {
    return !item.isWhole && memory.first(item.found).plus(PATIENCE).isAfter(now);
  }

  private List<List<Item>> counts(List<Item> items) {
    Batching batching = spec.batching();
    int size = batching.size().orElseThrow();
    Map<String, List<Item>> groups = new TreeMap<>();
    items.stream()
        .filter(Item::isWhole)
        .forEach(
            item ->
                groups
                    .computeIfAbsent(item.file.target().orElse(""), _ -> new ArrayList<>())
                    .add(item));
    List<List<Item>> batches = new ArrayList<>();
    for (List<Item> group : groups.values()) {
      for (List<Item> chunk : chunks(group, size)) {
        if (chunk.size() == size || isOldEnough(chunk)) {
          batches.add(chunk);
        }
      }
    }
    batches.sort(Comparator.comparing(batch -> batch.getFirst().found.time()));
    return batches;
  }

  private boolean isOldEnough(List<Item> chunk) {
    if (spec.batching().waitLimit().isEmpty()) {
      return false;
    }
    Instant oldest = chunk.getFirst().found.time();
    Instant end = oldest.plus(spec.batching().waitLimit().get().toDuration());
    again.add(end);
    return !end.isAfter(now);
  }

  private static List<List<Item>> chunks(List<Item> items, int most) {
    List<List<Item>> chunks = new ArrayList<>();
    List<Item> chunk = new ArrayList<>();
    int letters = 0;
    for (Item item : items) {
      int more = item.file.id().length() + 100;
      if (chunk.size() == most || (letters + more > MOST_LETTERS && !chunk.isEmpty())) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        letters = 0;
      }
      chunk.add(item);
      letters += more;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
