package dev.fringe.storage.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provenance record under construction, written as PROV-JSON (W3C member submission, 2013), which
 * the {@code prov} and {@code voprov} libraries read. What the IVOA's model has beyond W3C's (a
 * description of an activity, a parameter, a configuration file) is an entity whose {@code
 * prov:type} is the class of the IVOA's model, related by {@code wasInfluencedBy} with the name of
 * the IVOA's relation as its type.
 *
 * <p>Names are local: they are qualified by one prefix, that of this record. Not thread-safe.
 */
public final class ProvDocument {

  private static final String VOPROV = "http://www.ivoa.net/documents/ProvenanceDM/index.html#";
  private static final String PREFIX = "run:";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Map<String, Map<String, Object>> records = new LinkedHashMap<>();
  private int relations;

  private ProvDocument(String namespace) {
    Map<String, Object> prefixes = of("prefix");
    prefixes.put("voprov", VOPROV);
    prefixes.put("run", namespace);
  }

  /**
   * An empty record.
   *
   * @param namespace URI that the names in it are relative to
   */
  public static ProvDocument in(String namespace) {
    return new ProvDocument(namespace);
  }

  private Map<String, Object> of(String kind) {
    return records.computeIfAbsent(kind, k -> new LinkedHashMap<>());
  }

  /** A thing, with attributes of the IVOA's model by their own names, such as location. */
  public ProvDocument entity(String name, String type, Map<String, ?> attributes) {
    Map<String, Object> record = attributes(attributes);
    record.put("prov:type", type(type));
    return put("entity", name, record);
  }

  /** Something that was done; {@code description} is the name of a described entity. */
  public ProvDocument activity(
      String name, Instant start, Instant end, String description, Map<String, ?> attributes) {
    Map<String, Object> record = attributes(attributes);
    record.put("prov:startTime", start.toString());
    record.put("prov:endTime", end.toString());
    record.put("prov:type", type("voprov:Activity"));
    put("activity", name, record);
    return relation(
        "wasInfluencedBy", "voprov:IsDescribedBy", "influencee", name, "influencer", description);
  }

  /**
   * Who or what bears responsibility.
   *
   * @param type {@code prov:Person}, {@code prov:SoftwareAgent} or {@code prov:Organization}
   */
  public ProvDocument agent(String name, String type, Map<String, ?> attributes) {
    Map<String, Object> record = attributes(attributes);
    record.put("prov:type", type(type));
    return put("agent", name, record);
  }

  public ProvDocument used(String activity, String entity, String role) {
    return relation("used", role, "activity", activity, "entity", entity);
  }

  public ProvDocument wasGeneratedBy(String entity, String activity, String role) {
    return relation("wasGeneratedBy", role, "entity", entity, "activity", activity);
  }

  public ProvDocument wasAssociatedWith(String activity, String agent, String role) {
    return relation("wasAssociatedWith", role, "activity", activity, "agent", agent);
  }

  public ProvDocument wasAttributedTo(String entity, String agent) {
    return relation("wasAttributedTo", "", "entity", entity, "agent", agent);
  }

  public ProvDocument actedOnBehalfOf(String delegate, String responsible) {
    return relation("actedOnBehalfOf", "", "delegate", delegate, "responsible", responsible);
  }

  public ProvDocument wasDerivedFrom(String generated, String used) {
    return relation("wasDerivedFrom", "", "generatedEntity", generated, "usedEntity", used);
  }

  public ProvDocument wasInformedBy(String informed, String informant) {
    return relation("wasInformedBy", "", "informed", informed, "informant", informant);
  }

  /** A parameter or a configuration file decided how an activity went. */
  public ProvDocument wasConfiguredBy(String activity, String entity) {
    return relation(
        "wasInfluencedBy", "voprov:WasConfiguredBy", "influencee", activity, "influencer", entity);
  }

  public ProvDocument hadMember(String collection, String entity) {
    return relation("hadMember", "", "collection", collection, "entity", entity);
  }

  private ProvDocument relation(
      String kind, String role, String left, String from, String right, String to) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("prov:" + left, PREFIX + from);
    record.put("prov:" + right, PREFIX + to);
    if (role.startsWith("voprov:")) {
      record.put("prov:type", type(role));
    } else if (!role.isEmpty()) {
      record.put("prov:role", role);
    }
    of(kind).put("_:r" + ++relations, record);
    return this;
  }

  private ProvDocument put(String kind, String name, Map<String, Object> record) {
    if (of(kind).put(PREFIX + name, record) != null) {
      throw new IllegalStateException("%s '%s' stands twice in a record".formatted(kind, name));
    }
    return this;
  }

  private static Map<String, Object> attributes(Map<String, ?> attributes) {
    Map<String, Object> record = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (!value.equals("")) {
            record.put("voprov:" + name, value);
          }
        });
    return record;
  }

  private static Map<String, String> type(String qualifiedName) {
    return Map.of("$", qualifiedName, "type", "prov:QUALIFIED_NAME");
  }

  /** The whole record as indented text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(records) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers are always written", impossible);
    }
  }
}
