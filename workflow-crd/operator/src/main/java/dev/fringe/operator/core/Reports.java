package dev.fringe.operator.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.workflow.status.ImageSummary;
import dev.fringe.workflow.status.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a job left as its container's termination message: {@code {"products": [{"did":
 * "scope:name", "rules": "OK"}], "beam": "4.1 x 3.9 arcsec, 12 deg", "noise": "1.2 mJy/beam",
 * "peak": "1.1 Jy/beam", "key": "5f...", "reusedFrom": "monday"}}. It is somebody else's text: what
 * cannot be read is nothing.
 */
final class Reports {
  private static final int MOST_PRODUCTS = 1000;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_NAME = 63;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  static Report read(String text) {
    if (text.isBlank()) {
      return Report.none();
    }
    try {
      JsonNode root = JSON.readTree(text);
      List<Product> products = new ArrayList<>();
      root.path("products")
          .forEach(
              p ->
                  text(p, "did")
                      .filter(did -> products.size() < MOST_PRODUCTS)
                      .ifPresent(did -> products.add(new Product(did, text(p, "rules")))));
      ImageSummary summary =
          new ImageSummary(text(root, "beam"), text(root, "noise"), text(root, "peak"));
      boolean isEmpty =
          summary.beam().isEmpty() && summary.noise().isEmpty() && summary.peak().isEmpty();
      return new Report(
          products,
          isEmpty ? Optional.empty() : Optional.of(summary),
          text(root, "key").filter(key -> key.length() <= LONGEST_KEY),
          text(root, "reusedFrom").filter(name -> name.length() <= LONGEST_NAME));
    } catch (JsonProcessingException _) {
      return Report.none();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
