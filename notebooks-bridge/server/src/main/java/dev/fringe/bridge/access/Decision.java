package dev.fringe.bridge.access;

/** Whether somebody may have a product's bytes. */
public enum Decision {
  GRANTED,
  /** Not as long as it isn't known who asks. */
  SIGN_IN,
  REFUSED
}
