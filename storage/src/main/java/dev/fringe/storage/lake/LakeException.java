package dev.fringe.storage.lake;

import java.io.IOException;

/** A lake refuses or cannot do what it was asked; the kinds that callers tell apart are nested. */
public class LakeException extends IOException {

  private static final long serialVersionUID = 1;

  public LakeException(String message) {
    super(message);
  }

  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No such DID, RSE or rule. */
  public static final class NotFound extends LakeException {
    private static final long serialVersionUID = 1;

    public NotFound(String message) {
      super(message);
    }
  }

  /** The DID is taken: by other bytes, or by a thing of another kind. */
  public static final class DidTaken extends LakeException {
    private static final long serialVersionUID = 1;

    public DidTaken(String message) {
      super(message);
    }

    /** Names both files' checksums. */
    public static DidTaken byOtherBytes(LakeFile known, LakeFile offered) {
      return new DidTaken(
          "%s is already in the lake with other bytes: there %s, offered %s; a DID is never given"
                  .formatted(known.did(), known.describeBytes(), offered.describeBytes())
              + " other bytes: choose another name");
    }
  }

  /** The dataset was published as complete, and the publication would add to it. */
  public static final class DatasetClosed extends LakeException {
    private static final long serialVersionUID = 1;

    public DatasetClosed(String message) {
      super(message);
    }
  }

  /** Fewer RSEs match a rule's expression than it wants copies. */
  public static final class InsufficientTargetRses extends LakeException {
    private static final long serialVersionUID = 1;

    public InsufficientTargetRses(String message) {
      super(message);
    }
  }
}
