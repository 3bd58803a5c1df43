package dev.fringe.pipelines.read;

import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The antennas of all inputs of a run, counted from 0. Files of one array may number them each in
 * their own way, so that an antenna is known by its name; one without a name by its number.
 */
public final class AntennaIndex {

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  private AntennaIndex() {}

  public static AntennaIndex of(List<Observation> observations) {
    AntennaIndex index = new AntennaIndex();
    for (Observation observation : observations) {
      observation.antennas().forEach(antenna -> index.place(nameOf(antenna)));
    }
    return index;
  }

  /** What an antenna is called in workflows and products. */
  public static String nameOf(Antenna antenna) {
    String name = antenna.name().strip();
    return name.isEmpty() ? unnamed(antenna.number()) : name;
  }

  private static String unnamed(int number) {
    return "#" + number;
  }

  private int place(String name) {
    Integer known = places.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  /** The places of antennas by the numbers of one file's rows. */
  public Numbers numbersOf(Observation observation) {
    Map<Integer, Integer> byNumber = new HashMap<>();
    observation.antennas().forEach(a -> byNumber.put(a.number(), place(nameOf(a))));
    return new Numbers(byNumber);
  }

  /** Places by number; an antenna that no table lists has none. */
  public static final class Numbers {
    private static final int NOWHERE = -1;
    private final Map<Integer, Integer> byNumber;

    private Numbers(Map<Integer, Integer> byNumber) {
      this.byNumber = byNumber;
    }

    /** Places of the antennas of rows; -1 where a number is unknown. */
    public int[] of(int[] numbers) {
      int[] found = new int[numbers.length];
      for (int row = 0; row < found.length; row++) {
        found[row] = byNumber.getOrDefault(numbers[row], NOWHERE);
      }
      return found;
    }
  }

  /** Names by place. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The place of an antenna that is there. */
  public int placeOf(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException(
          "no antenna is called '%s'; there are %s".formatted(name, String.join(", ", names)));
    }
    return place;
  }
}
