package dev.fringe.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rights as {@code VERB GROUP/RESOURCE}: those that roles grant, and those that were used. */
record Rights(Set<String> used, Set<String> denied) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORBIDDEN = 403;
  // Who has a token may ask what there is.
  private static final Set<String> EVERYBODYS =
      Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews");

  /** Those that a ServiceAccount has used, by the API server's audit log. */
  static Rights of(String user, Path auditLog) throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> denied = new TreeSet<>();
    try (Stream<String> lines = Files.lines(auditLog)) {
      lines
          .filter(line -> line.contains("\"" + user + "\""))
          .forEach(
              line -> {
                JsonNode event = read(line);
                JsonNode object = event.path("objectRef");
                String resource = object.path("resource").asText();
                if (!resource.isEmpty() && !EVERYBODYS.contains(resource)) {
                  String right =
                      event.path("verb").asText()
                          + " "
                          + object.path("apiGroup").asText()
                          + "/"
                          + resource
                          + (object.has("subresource")
                              ? "/" + object.path("subresource").asText()
                              : "");
                  (event.at("/responseStatus/code").asInt() == FORBIDDEN ? denied : used)
                      .add(right);
                }
              });
    }
    return new Rights(used, denied);
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Set<String> granted(List<PolicyRule> rules) {
    Set<String> granted = new TreeSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          rule.getVerbs().forEach(verb -> granted.add(verb + " " + group + "/" + resource));
        }
      }
    }
    return granted;
  }
}
