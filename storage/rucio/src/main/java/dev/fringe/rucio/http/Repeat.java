package dev.fringe.rucio.http;

/** Whether a call may be sent again when it is not known if it was done. */
public enum Repeat {
  /** Doing it twice is the same as doing it once. */
  SAFE,
  /** Sent again only when the first one was surely not done: no connection, or turned away. */
  UNSAFE
}
