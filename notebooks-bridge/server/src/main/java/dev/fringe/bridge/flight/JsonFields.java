package dev.fringe.bridge.flight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads typed fields of a JSON object; every fault names the field by its path. */
final class JsonFields {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MOST_BYTES = 1 << 20;

  private final String path;
  private final ObjectNode node;

  private JsonFields(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /**
   * Reads an object, which may have no other fields than these.
   *
   * @param what it is, for messages
   */
  static JsonFields read(String what, byte[] json, Set<String> known) {
    if (json.length > MOST_BYTES) {
      throw RequestException.invalid(
          "the %s has %d bytes, and at most %d are read".formatted(what, json.length, MOST_BYTES));
    }
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return new JsonFields("", object).knowing(known);
      }
    } catch (JsonProcessingException e) {
      throw RequestException.invalid(
          "the %s is not JSON: %s".formatted(what, e.getOriginalMessage()));
    } catch (IOException e) {
      throw RequestException.invalid("the %s is not JSON in UTF-8".formatted(what));
    }
    throw RequestException.invalid("the %s is no JSON object".formatted(what));
  }

  private JsonFields knowing(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw RequestException.invalid(
                    "%s is no field; there are %s"
                        .formatted(
                            path + name, String.join(", ", known.stream().sorted().toList())));
              }
            });
    return this;
  }

  Optional<JsonFields> object(String name, Set<String> known) {
    return value(name, "an object is needed", JsonFields::isObject)
        .map(found -> new JsonFields(path + name + ".", (ObjectNode) found).knowing(known));
  }

  private static boolean isObject(JsonNode found) {
    return found.isObject();
  }

  Optional<String> text(String name) {
    return value(name, "a text is needed", JsonNode::isTextual).map(JsonNode::textValue);
  }

  Optional<Boolean> flag(String name) {
    return value(name, "true or false is needed", JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  /** Two integers: from, and up to but without to. */
  Optional<Range> range(String name) {
    return value(name, RANGE, JsonFields::isRange).map(JsonFields::toRange);
  }

  /** Two numbers, both included. */
  Optional<Interval> interval(String name) {
    return value(
            name,
            "two numbers, the lower first, are needed",
            found ->
                found.isArray()
                    && found.size() == 2
                    && found.get(0).isNumber()
                    && found.get(1).isNumber()
                    && found.get(0).doubleValue() <= found.get(1).doubleValue())
        .map(found -> new Interval(found.get(0).doubleValue(), found.get(1).doubleValue()));
  }

  Optional<List<Range>> ranges(String name) {
    return list(name, RANGE, (at, item) -> isRange(item) ? toRange(item) : null);
  }

  Optional<List<String>> texts(String name) {
    return list(name, "a text is needed", (at, item) -> item.textValue());
  }

  Optional<List<Integer>> integers(String name) {
    return list(
        name,
        "an integer is needed",
        (at, item) -> item.canConvertToInt() && item.isInt() ? item.intValue() : null);
  }

  Optional<List<int[]>> pairs(String name) {
    return list(
        name,
        "two integers are needed",
        (at, item) ->
            item.isArray() && item.size() == 2 && item.get(0).isInt() && item.get(1).isInt()
                ? new int[] {item.get(0).intValue(), item.get(1).intValue()}
                : null);
  }

  /** The fault of a field whose value can't be. */
  RequestException fault(String name, String right) {
    return RequestException.invalid(path + name, node.path(name), right);
  }

  private static final String RANGE =
      "two integers [from, to] with 0 <= from <= to are needed, to not included";

  private static boolean isRange(JsonNode found) {
    return found.isArray()
        && found.size() == 2
        && found.get(0).isIntegralNumber()
        && found.get(1).isIntegralNumber()
        && found.get(0).canConvertToLong()
        && found.get(1).canConvertToLong()
        && found.get(0).longValue() >= 0
        && found.get(1).longValue() >= found.get(0).longValue();
  }

  private static Range toRange(JsonNode found) {
    return new Range(found.get(0).longValue(), found.get(1).longValue());
  }

  /** A list whose items are null where they are not what they should be. */
  private <T> Optional<List<T>> list(
      String name, String right, BiFunction<Integer, JsonNode, T> read) {
    Optional<JsonNode> array = value(name, "a list is needed", JsonNode::isArray);
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < array.get().size(); i++) {
      T item = read.apply(i, array.get().get(i));
      if (item == null) {
        throw RequestException.invalid(
            "%s%s[%d]".formatted(path, name, i), array.get().get(i), right);
      }
      items.add(item);
    }
    return Optional.of(items);
  }

  private Optional<JsonNode> value(
      String name, String right, java.util.function.Predicate<JsonNode> fits) {
    JsonNode found = node.path(name);
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    if (!fits.test(found)) {
      throw fault(name, right);
    }
    return Optional.of(found);
  }
}
