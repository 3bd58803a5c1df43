package dev.fringe.storage.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.yaml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a lake is served is read as it is written, and what cannot be is refused by its path. */
class ServeReaderTest {

  @TempDir Path folder;

  private ServeSettings read(String text) throws IOException {
    return SettingsFile.load(Optional.of(Files.writeString(folder.resolve("fringe.yaml"), text)))
        .serve();
  }

  @Test
  void whatIsLeftOutIsAsOnALaptop() throws IOException {
    assertEquals(ServeSettings.standard(), read("serve: {}"));
    assertEquals(ServeSettings.standard(), read("lakes: {}"));
  }

  @Test
  void allThatCanBeSaidIsRead() throws IOException {
    assertEquals(
        new ServeSettings(
            new TokenIssuer(
                "https://iam.example.org/",
                List.of("https://fringe.example.org", "fringe"),
                "https://iam.example.org/jwk",
                List.of("entitlements"),
                List.of("operators"),
                new PageSignIn("fringe-page", List.of("openid"), Map.of("audience", "a=b"))),
            Map.of(
                "survey", new CollectionRule(List.of("survey/team"), false),
                "private", new CollectionRule(List.of(), true)),
            new WorkflowRules(List.of("team"), List.of("watchers"), List.of("operators"), 7, 20),
            600,
            10_000_000_000L,
            new ServeSettings.Tls(
                folder.resolve("tls.crt").toString(), folder.resolve("tls.key").toString()),
            true,
            IndexSettings.embedded(),
            new Redirects(true, Duration.ofMinutes(2), "https://s3.example.org")),
        read(
            """
            serve:
              signIn:
                issuer: https://iam.example.org/
                audience: ["https://fringe.example.org", fringe]
                keys: https://iam.example.org/jwk
                groupClaims: [entitlements]
                readAll: [operators]
                page: {client: fringe-page, scopes: [openid], parameters: ["audience=a=b"]}
              collections:
                survey: {groups: [survey/team]}
                private: {membersOnly: true}
              workflows: {submit: [team], see: [watchers], cancel: [operators], keepDays: 7, keepRuns: 20}
              requestsPerMinute: 600
              largestCutout: 10 GB
              tls: {certificate: tls.crt, key: tls.key}
              behindGateway: true
              redirects: {lifetime: 2 min, endpoint: "https://s3.example.org"}
            """));
  }

  private static final String SIGN_IN = "signIn: {issuer: \"https://i.example.org\", audience: [a]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          serve: 3                                                      | serve                    | should be a mapping
          serve: {requestsPerMinute: 0}                                 | serve.requestsPerMinute  | is not 1 to 9999999
          serve: {requestsPerMinute: many}                              | serve.requestsPerMinute  | is not 1 to 9999999
          serve: {largestCutout: 10}                                    | serve.largestCutout      | is no size
          serve: {behindGateway: 1}                                     | serve.behindGateway      | is not true or false
          serve: {tls: {certificate: a.pem}}                            | serve.tls.key            | is missing
          serve: {collections: {a: {membersOnly: true}}}                | serve.collections        | without signIn
          serve: {workflows: {submit: [a]}}                             | serve.workflows          | without signIn
          serve: {workflows: {keepDays: -1}}                            | serve.workflows.keepDays | is not 1 to 9999999
          serve: {workflows: {keepRuns: 1.5}}                           | serve.workflows.keepRuns | is not 1 to 9999999
          serve: {workflows: {submitt: [a]}}                            | serve.workflows.submitt  | did you mean submit?
          serve: {signIn: {issuer: "http://i.example.org", audience: [a]}}  | serve.signIn.issuer   | is no address that can be trusted
          serve: {signIn: {issuer: nowhere, audience: [a]}}             | serve.signIn.issuer      | is no address that can be trusted
          serve: {signIn: {audience: [a]}}                              | serve.signIn.issuer      | is missing
          serve: {signIn: {issuer: "https://i.example.org"}}            | serve.signIn.audience    | must list whom tokens are meant for
          serve: {SIGN_IN, keys: "http://i.example.org/k"}}             | serve.signIn.keys        | is no address that can be trusted
          serve: {SIGN_IN, page: {scopes: [openid]}}}                   | serve.signIn.page.client | is missing
          serve: {SIGN_IN, page: {client: a, parameters: [audience]}}}  | serve.signIn.page.parameters | is no NAME=VALUE
          serve: {SIGN_IN, page: {client: a, clientSecret: hunter2}}}   | serve.signIn.page.clientSecret | secrets do not belong
          """)
  void aFaultNamesItsField(String text, String path, String message) {
    SettingsException refused =
        assertThrows(SettingsException.class, () -> read(text.replace("SIGN_IN", SIGN_IN)));
    List<Fault> faults = refused.faults();
    assertEquals(List.of(path), faults.stream().map(Fault::path).toList());
    assertTrue(faults.getFirst().message().contains(message), faults.getFirst().message());
  }

  @Test
  void anIssuerOnThisMachineNeedsNoTls() throws IOException {
    assertEquals(
        "http://127.0.0.1:9999",
        read("serve: {signIn: {issuer: \"http://127.0.0.1:9999\", audience: [a]}}")
            .signIn()
            .issuer());
  }
}
