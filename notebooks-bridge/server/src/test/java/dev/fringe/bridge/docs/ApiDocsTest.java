package dev.fringe.bridge.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.workflows.TestWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service answers is what its description says. */
class ApiDocsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final String WORKFLOW = TestWorkflows.yaml("light", "did: \"demo:seen\"");

  @TempDir Path folder;
  private TestSite site;
  private JsonNode description;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.in(folder, TestWorkflows.waiting(folder, List.of(), 10));
    site.publish("demo:set", Map.of("a+b.fits", Content.of("1", TestSite.image("A", 1, 2, 1))));
    description = site.get("/api/openapi.json").json();
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private TestSite.Answer ask(String method, String path, String body) throws IOException {
    return site.call(
        new Request.Builder()
            .url(site.address() + path)
            .method(
                method,
                body.isEmpty() ? null : RequestBody.create(body, MediaType.get("application/yaml")))
            .build());
  }

  /** Judges an answer's status, type and JSON by what is told of that path and method. */
  private TestSite.Answer judged(String told, String method, String path, String body)
      throws IOException {
    TestSite.Answer answer = ask(method, path, body);
    JsonNode responses =
        description
            .get("paths")
            .get(told)
            .get(method.toLowerCase(java.util.Locale.ROOT))
            .get("responses");
    JsonNode response = responses.get(Integer.toString(answer.status()));
    assertTrue(response != null, method + " " + path + " -> " + answer);
    String type = answer.type().replaceFirst(";.*", "");
    assertTrue(response.get("content").has(type), method + " " + path + " -> " + answer);
    if (type.endsWith("json")) {
      assertEquals(
          Set.of(), faults(response.get("content").get(type).get("schema"), answer.json()), path);
    }
    return answer;
  }

  private Set<ValidationMessage> faults(JsonNode schema, JsonNode answer) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", description.get("components"));
    whole.set("allOf", JSON.createArrayNode().add(schema));
    return SCHEMAS.getSchema(whole).validate(answer);
  }

  @Test
  void workflowsAnswerAsIsDescribed() throws IOException {
    String path = "/api/v1/workflows";
    judged(path, "GET", path, "");
    String id = judged(path, "POST", path, WORKFLOW).json().get("id").asText();
    judged(path, "POST", path, WORKFLOW.replace("seen", "se en"));
    judged(path, "POST", path, WORKFLOW.replace("inputs", "input"));
    judged(path + "/check", "POST", path + "/check", WORKFLOW);
    judged(path + "/check", "POST", path + "/check", WORKFLOW.replace("inputs", "input"));
    String one = path + "/{id}";
    judged(one, "GET", path + "/" + id, "");
    judged(one, "GET", path + "/none", "");
    judged(one + "/yaml", "GET", path + "/" + id + "/yaml", "");
    judged(one + "/log", "GET", path + "/" + id + "/log?tail=10", "");
    judged(one + "/log", "GET", path + "/" + id + "/log?tail=x", "");
    judged(one, "DELETE", path + "/" + id, "");
    judged(one, "DELETE", path + "/none", "");
    judged(one + "/events", "GET", path + "/" + id + "/events", "");
    judged(path, "GET", path, "");
    judged("/api/v1/access", "GET", "/api/v1/access", "");
    judged("/api/v1/products", "GET", "/api/v1/products", "");
    judged("/api/v1/facets", "GET", "/api/v1/facets", "");
  }

  @Test
  void anAnswerThatIsAnotherIsFound() throws IOException {
    JsonNode schema = JSON.readTree("{\"$ref\": \"#/components/schemas/Run\"}");
    assertTrue(faults(schema, JSON.readTree("{\"id\": 1, \"state\": \"new\"}")).size() > 5);
  }

  @Test
  void whatIsDescribedIsThere() throws IOException {
    for (String path : (Iterable<String>) () -> description.get("paths").fieldNames()) {
      if (path.endsWith("/events") || !description.get("paths").get(path).has("get")) {
        continue;
      }
      String asked =
          path.replace("{scope}", "demo")
              .replace("{namespace}", "demo")
              .replace("{name}", "a%2Bb.fits")
              .replace("{id}", "none");
      int status = site.get(asked).status();
      assertTrue(Set.of(200, 400, 404, 503).contains(status), path + " " + status);
      assertTrue(status != 404 || path.contains("{id}") || path.endsWith("sign-in"), path);
    }
    assertEquals(200, site.get("/api/docs").status());
    assertEquals(200, site.get("/api/swagger-ui/swagger-ui.css").status());
  }
}
