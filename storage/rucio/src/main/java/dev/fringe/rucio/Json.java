package dev.fringe.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.time.RucioTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Fields of JSON, with what is null or missing as empty. */
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ObjectNode object(RucioDid did) {
    return object().put("scope", did.scope()).put("name", did.name());
  }

  static ArrayNode dids(Collection<RucioDid> dids) {
    final ArrayNode array = array();
    dids.forEach(did -> array.add(object(did)));
    return array;
  }

  static RucioDid did(JsonNode node) {
    try {
      return new RucioDid(required(node, "scope"), required(node, "name"));
    } catch (IllegalArgumentException problem) {
      throw new RucioAnswerException(
          "the server names a DID that cannot be: " + problem.getMessage());
    }
  }

  static String required(JsonNode node, String field) {
    return text(node, field)
        .orElseThrow(() -> new RucioAnswerException("an answer has no field '" + field + "'"));
  }

  static Optional<String> text(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
  }

  static OptionalLong number(JsonNode node, String field) {
    final JsonNode value = node.path(field);
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  static Optional<Boolean> flag(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.get(field).asBoolean()) : Optional.empty();
  }

  static Optional<Instant> time(JsonNode node, String field) {
    return text(node, field).flatMap(RucioTime::parse);
  }

  static <E extends Enum<E>> E choice(Class<E> type, String name, E other) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    return other;
  }
}
