package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import dev.fringe.rucio.model.NewDataset;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.model.RuleState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Datasets with all that belongs to them in one call, which the server does in one transaction. */
public final class Datasets {

  /** Files that Rucio's schema lets one list hold; {@link #create} takes no more. */
  public static final int LARGEST_LIST = 1000;

  private final Transport transport;

  Datasets(Transport transport) {
    this.transport = transport;
  }

  /**
   * Makes a dataset with its files, metadata and rules, all of it or nothing. The server compares
   * the files' sizes and checksums with what it knows, and refuses with {@link
   * RefusalKind#OTHER_BYTES}.
   *
   * @return whether it was made; if not, there is such a DID: perhaps made by a call before whose
   *     answer was lost
   */
  public boolean create(NewDataset dataset) {
    final ObjectNode body = Json.object().put("type", "DATASET");
    body.set("dids", files(dataset.files()));
    body.set("meta", Json.object().setAll(dataset.metadata()));
    final ArrayNode rules = body.putArray("rules");
    dataset.rules().forEach(rule -> rules.add(rule(rule)));
    final RucioDid did = dataset.did();
    try {
      // Repeated after it was done, it is answered by DID_EXISTS.
      transport.run(RucioRequest.post("/dids/{}/{}", did.scope(), did.name()).sending(body));
      return true;
    } catch (RucioRefusal refusal) {
      if (refusal.is(RefusalKind.DID_EXISTS)) {
        return false;
      }
      throw refusal;
    }
  }

  /**
   * Puts files into a dataset, all of them or none; those that are in it already stay. Sizes and
   * checksums are compared as in {@link #create}.
   *
   * @return whether they are in it now; if not, the dataset is closed
   */
  public boolean attach(RucioDid dataset, List<NewReplica> files) {
    final ObjectNode body = Json.object().put("ignore_duplicate", true);
    final ArrayNode attachments = body.putArray("attachments");
    for (List<NewReplica> part : new Batches(LARGEST_LIST).of(files)) {
      final ObjectNode attachment = Json.object(dataset);
      attachment.set("dids", files(part));
      attachments.add(attachment);
    }
    try {
      transport.run(RucioRequest.post("/dids/attachments").sending(body));
      return true;
    } catch (RucioRefusal refusal) {
      if (refusal.is(RefusalKind.UNSUPPORTED)) {
        return false;
      }
      throw refusal;
    }
  }

  /** The RSEs that rules hold a dataset at, by rule and RSE: one line each, not one a file. */
  public Map<String, Map<String, RuleState>> locks(RucioDid dataset) {
    final Map<String, Map<String, RuleState>> locks = new LinkedHashMap<>();
    final List<JsonNode> lines =
        transport.list(
            RucioRequest.get("/locks/{}/{}", dataset.scope(), dataset.name())
                .with("did_type", "dataset"),
            node -> node);
    for (JsonNode line : lines) {
      locks
          .computeIfAbsent(Json.required(line, "rule_id"), rule -> new LinkedHashMap<>())
          .put(
              Json.required(line, "rse"),
              Json.choice(RuleState.class, Json.required(line, "state"), RuleState.OTHER));
    }
    return locks;
  }

  private static ArrayNode files(List<NewReplica> files) {
    final ArrayNode array = Json.array();
    for (NewReplica file : files) {
      array.add(
          Json.object(file.did())
              .put("bytes", file.bytes())
              .put("adler32", file.adler32())
              .put("md5", file.md5()));
    }
    return array;
  }

  private static ObjectNode rule(NewRule rule) {
    final ObjectNode node =
        Json.object()
            .put("account", rule.account())
            .put("copies", rule.copies())
            .put("rse_expression", rule.rseExpression())
            .put("grouping", rule.grouping().name());
    rule.lifetime().ifPresent(time -> node.put("lifetime", time.toSeconds()));
    rule.activity().ifPresent(activity -> node.put("activity", activity));
    rule.comment().ifPresent(comment -> node.put("comment", comment));
    return node;
  }
}
