package dev.fringe.bridge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.workflows.TestWorkflows;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.Redirects;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.WorkflowRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may submit, see and cancel, by groups that tokens tell. */
class RunRightsTest {

  private static final String PATH = "/api/v1/workflows";
  private static final String WORKFLOW = TestWorkflows.yaml("light", "did: \"demo:seen\"");

  @TempDir Path folder;
  private TestIssuer issuer;

  @BeforeEach
  void start() throws IOException, JOSEException {
    issuer = TestIssuer.start();
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  /** One where all wait for ever, and nothing is worked on. */
  private TestSite site(List<String> submit, List<String> see, List<String> cancel)
      throws IOException {
    ServeSettings standard = ServeSettings.standard();
    return TestSite.in(
        folder,
        new ServeSettings(
            issuer.trusted(),
            Map.of(),
            new WorkflowRules(submit, see, cancel, 1, 10),
            0,
            standard.largestCutout(),
            ServeSettings.Tls.NONE,
            false,
            IndexSettings.embedded(),
            Redirects.none()),
        TestWorkflows.waiting(folder, List.of(), 100));
  }

  private String token(String name, String... groups) throws JOSEException {
    return issuer.claims(Instant.now()).subject(name).groups(groups).sign();
  }

  private static TestSite.Answer call(TestSite site, Request.Builder request, String token)
      throws IOException {
    return site.call(
        (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build());
  }

  private static TestSite.Answer submit(TestSite site, String token) throws IOException {
    RequestBody yaml = RequestBody.create(WORKFLOW, MediaType.get("application/yaml"));
    return call(site, new Request.Builder().url(site.address() + PATH).post(yaml), token);
  }

  private static TestSite.Answer get(TestSite site, String path, String token) throws IOException {
    return call(site, new Request.Builder().url(site.address() + PATH + path), token);
  }

  private static TestSite.Answer cancel(TestSite site, String id, String token) throws IOException {
    return call(site, new Request.Builder().url(site.address() + PATH + "/" + id).delete(), token);
  }

  @Test
  void groupsSubmitSeeAndCancelAsTheSettingsSay() throws IOException, JOSEException {
    String author = token("author", "team");
    String colleague = token("colleague", "team");
    String watcher = token("watcher", "watchers");
    String operator = token("operator", "operators", "watchers");
    try (TestSite site = site(List.of("/team"), List.of("watchers"), List.of("operators"))) {
      assertEquals(401, submit(site, "").status());
      assertEquals(403, submit(site, watcher).status());
      JsonNode run = submit(site, author).json();
      String id = run.get("id").asText();
      assertEquals("author", run.get("owner").asText());
      assertTrue(run.get("mayCancel").asBoolean());

      for (String path : List.of("/" + id, "/" + id + "/log", "/" + id + "/yaml")) {
        assertEquals(200, get(site, path, author).status(), path);
        assertEquals(200, get(site, path, watcher).status(), path);
        assertEquals(403, get(site, path, colleague).status(), path);
        assertEquals(401, get(site, path, "").status(), path);
      }
      assertEquals(403, get(site, "/" + id + "/events", colleague).status());
      assertEquals(1, get(site, "", author).json().get("items").size());
      assertEquals(0, get(site, "", colleague).json().get("items").size());
      assertEquals(0, get(site, "", "").json().get("items").size());
      JsonNode seen = get(site, "", watcher).json();
      assertFalse(seen.get("maySubmit").asBoolean());
      assertFalse(seen.get("items").get(0).get("mayCancel").asBoolean());

      assertEquals(401, cancel(site, id, "").status());
      assertEquals(403, cancel(site, id, colleague).status());
      assertEquals(403, cancel(site, id, watcher).status());
      assertEquals("cancelled", cancel(site, id, operator).json().get("state").asText());
      String second = submit(site, author).json().get("id").asText();
      assertEquals("cancelled", cancel(site, second, author).json().get("state").asText());
    }
  }

  @Test
  void whereNoGroupIsNamedMembersOfAnySubmitAndSeeAndCancelTheirOwn()
      throws IOException, JOSEException {
    try (TestSite site = site(List.of(), List.of(), List.of())) {
      String id = submit(site, token("author", "a")).json().get("id").asText();
      assertEquals(403, submit(site, token("guest")).status());
      assertEquals(200, get(site, "/" + id, token("other", "b")).status());
      assertEquals(403, get(site, "/" + id, token("guest")).status());
      assertEquals(403, cancel(site, id, token("other", "b")).status());
      assertEquals(200, cancel(site, id, token("author")).status());
    }
  }
}
