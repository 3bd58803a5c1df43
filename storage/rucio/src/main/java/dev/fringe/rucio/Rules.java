package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.error.ServerText;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.model.RucioLock;
import dev.fringe.rucio.model.RucioRule;
import dev.fringe.rucio.model.RuleState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replication rules and their locks. All calls may be repeated but {@link #add}. */
public final class Rules {

  private final Transport transport;

  Rules(Transport transport) {
    this.transport = transport;
  }

  /**
   * Asks for a rule, and gives the ids, one for each DID. Not repeated where an answer is lost; see
   * {@link #ensure}.
   */
  public List<String> add(NewRule rule) {
    final ObjectNode body =
        Json.object()
            .put("account", rule.account())
            .put("copies", rule.copies())
            .put("rse_expression", rule.rseExpression())
            .put("grouping", rule.grouping().name());
    body.set("dids", Json.dids(rule.dids()));
    rule.lifetime().ifPresent(time -> body.put("lifetime", time.toSeconds()));
    rule.activity().ifPresent(activity -> body.put("activity", activity));
    rule.comment().ifPresent(comment -> body.put("comment", comment));
    final List<String> ids = new ArrayList<>();
    transport
        .json(RucioRequest.post("/rules/").sending(body).unsafeToRepeat())
        .forEach(id -> ids.add(id.asText()));
    if (ids.isEmpty()) {
      throw new RucioAnswerException("POST /rules/ was answered without a rule's id");
    }
    return ids;
  }

  /** Makes sure that there is such a rule for a DID, whoever asks for it, and gives its id. */
  public String ensure(NewRule rule) {
    if (rule.dids().size() != 1) {
      throw new IllegalArgumentException(
          "a rule for %d DIDs should be one for each".formatted(rule.dids().size()));
    }
    try {
      return add(rule).getFirst();
    } catch (RucioRefusal refusal) {
      if (!refusal.is(RefusalKind.DUPLICATE_RULE)) {
        throw refusal;
      }
      return existing(rule, refusal);
    } catch (RucioUnreachable lost) {
      return existing(rule, lost);
    }
  }

  public RucioRule get(String id) {
    return rule(transport.json(RucioRequest.get("/rules/{}", id)));
  }

  /** The rules of a DID itself, not of the collections that hold it. */
  public List<RucioRule> of(RucioDid did) {
    return transport.list(
        RucioRequest.get("/dids/{}/{}/rules", did.scope(), did.name()), Rules::rule);
  }

  /** The files that a rule holds, by RSE, as they come; to be closed. */
  public JsonLines<RucioLock> locks(String id) {
    return transport.stream(locksRequest(id), Rules::lock);
  }

  /** All locks of a rule at once; begun anew where the stream is cut. */
  public List<RucioLock> lockList(String id) {
    return transport.list(locksRequest(id), Rules::lock);
  }

  private static RucioRequest locksRequest(String id) {
    return RucioRequest.get("/rules/{}/locks", id);
  }

  private static RucioLock lock(JsonNode node) {
    return new RucioLock(
        Json.required(node, "rule_id"), Json.did(node), Json.required(node, "rse"), state(node));
  }

  /** Ends a rule after that time from now; not at all where none is given. */
  public void setLifetime(String id, Optional<Duration> lifetime) {
    final ObjectNode options = Json.object();
    lifetime.ifPresentOrElse(
        time -> options.put("lifetime", time.toSeconds()), () -> options.putNull("lifetime"));
    transport.run(RucioRequest.put("/rules/{}", id).sending(Json.object().set("options", options)));
  }

  /** Ends a rule within the hour; its replicas may go then, at once where {@code purge} is set. */
  public void delete(String id, boolean purge) {
    transport.run(
        RucioRequest.delete("/rules/{}", id).sending(Json.object().put("purge_replicas", purge)));
  }

  private String existing(NewRule wanted, RucioException failure) {
    return of(wanted.dids().getFirst()).stream()
        .filter(wanted::sameAs)
        .map(RucioRule::id)
        .findFirst()
        .orElseThrow(() -> failure);
  }

  private static RucioRule rule(JsonNode node) {
    return new RucioRule(
        Json.required(node, "id"),
        Json.did(node),
        Json.required(node, "account"),
        node.path("copies").asInt(1),
        Json.required(node, "rse_expression"),
        state(node),
        node.path("locks_ok_cnt").asLong(0),
        node.path("locks_replicating_cnt").asLong(0),
        node.path("locks_stuck_cnt").asLong(0),
        Json.text(node, "error").map(ServerText::safe),
        Json.time(node, "created_at"),
        Json.time(node, "expires_at"),
        Json.text(node, "activity"),
        Json.text(node, "comments"));
  }

  private static RuleState state(JsonNode node) {
    return Json.choice(RuleState.class, Json.required(node, "state"), RuleState.OTHER);
  }
}
