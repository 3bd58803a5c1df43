package dev.fringe.workflow.value;

/** A text that is no value of its kind; the message quotes it and says what would be right. */
public final class UnreadableValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public UnreadableValueException(String message) {
    super(message);
  }
}
