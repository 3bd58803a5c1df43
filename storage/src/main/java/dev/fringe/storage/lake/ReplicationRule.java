package dev.fringe.storage.lake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a dataset or file, and how far it has come. Counts are of file copies: a rule for 2
 * copies of 3 files has 6.
 *
 * @param id 32 hexadecimal digits
 * @param did the dataset whose files it keeps, or the file
 * @param rses the expression that RSEs were chosen by
 * @param copies how many RSEs shall hold every file
 * @param chosen the RSEs that hold, or are to hold, the copies, by name
 * @param created when it was made
 * @param expires when it ends; empty for never
 * @param state of all its copies
 * @param ok copies there
 * @param replicating copies on their way
 * @param stuck copies that could not be made
 * @param error why copies are stuck; empty if none are
 */
public record ReplicationRule(
    String id,
    Did did,
    RseExpression rses,
    int copies,
    List<String> chosen,
    Instant created,
    Optional<Instant> expires,
    State state,
    long ok,
    long replicating,
    long stuck,
    String error) {

  public enum State {
    /** Every copy is there. */
    OK,
    /** Copies are on their way. */
    REPLICATING,
    /** Copies could not be made; a repair or a further publication tries again. */
    STUCK,
    /** Somebody has stopped it. */
    SUSPENDED,
    /** The owner of an RSE has to agree first. */
    WAITING_APPROVAL,
    /** Just made; its copies are not planned yet. */
    INJECT
  }

  public ReplicationRule {
    chosen = List.copyOf(chosen);
  }

  /** File copies it wants, as far as they are planned. */
  public long wanted() {
    return ok + replicating + stuck;
  }

  public boolean isExpired(Instant now) {
    return expires.isPresent() && !now.isBefore(expires.get());
  }

  /** Whether this is what {@code request} asks for. Lifetimes may differ. */
  public boolean answers(RuleRequest request) {
    return rses.equals(request.rses()) && copies == request.copies();
  }
}
