package dev.fringe.operator.schedule.core;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A file as a source tells it.
 *
 * @param id what it is known by for ever: its address, or its data identifier
 * @param isDid whether that is a data identifier
 * @param path what the pattern is held against: the path below the source's address, or the name
 * @param time when it was last written, or entered the lake
 * @param version changes when its bytes do
 * @param state whether it is whole, as far as its source knows
 * @param target what was observed, if the source's metadata tell it
 * @param night the evening's day, if the source's metadata tell it
 */
public record Found(
    String id,
    boolean isDid,
    String path,
    Instant time,
    String version,
    State state,
    Optional<String> target,
    Optional<LocalDate> night) {

  /** What its source knows. */
  public enum State {
    /** A store that cannot tell: it must stay as it is for a while. */
    MAY_CHANGE,
    WHOLE,
    /** It is known, but cannot be read yet. */
    NOT_YET
  }
}
