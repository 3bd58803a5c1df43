package dev.fringe.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl kustomize} makes of the overlays: right by its schemas, and as promised. */
class OverlaysTest {
  private static final Schemas SCHEMAS = schemas();

  private static Schemas schemas() {
    try {
      return new Schemas(Path.of("src/test/resources/definitions"), Path.of("../crds"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crds",
        "overlays/laptop",
        "overlays/centre",
        "flux",
        "checks/src/test/resources/overlays/flink-session",
        "checks/src/test/resources/overlays/laptop-session"
      })
  void everyObjectIsRightByItsSchema(String folder) throws IOException, InterruptedException {
    Manifests made = Manifests.of(folder);
    assertFalse(made.objects().isEmpty());
    List<String> faults =
        made.objects().stream()
            .flatMap(o -> SCHEMAS.faults(o).stream().map(f -> Manifests.name(o) + ": " + f))
            .toList();
    assertEquals(List.of(), faults);
  }

  @Test
  void aWrongFieldIsFound() throws IOException {
    JsonNode object =
        Manifests.parse(
                """
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: d},
                 spec: {replica: 1, template: {spec: {containers: [{name: c, imagePolicy: x}]}}}}
                """)
            .objects()
            .getFirst();
    assertEquals(
        Set.of(
            ".spec.replica is unknown", ".spec.template.spec.containers[0].imagePolicy is unknown"),
        SCHEMAS.faults(object));
    JsonNode certificate =
        Manifests.parse("{apiVersion: cert-manager.io/v1, kind: Certificate, spec: {dnsName: [a]}}")
            .objects()
            .getFirst();
    assertTrue(SCHEMAS.faults(certificate).size() >= 3, () -> "" + SCHEMAS.faults(certificate));
  }

  /** Pod security "restricted", and what it does not ask for: a read-only root, bounds, probes. */
  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/centre"})
  void podsAreConfinedAndBounded(String folder) throws IOException, InterruptedException {
    Manifests made = Manifests.of(folder);
    made.ofKind("Namespace")
        .forEach(
            n ->
                assertEquals(
                    "restricted",
                    n.path("metadata")
                        .path("labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()));
    assertTrue(made.ofKind("Deployment").count() >= 2);
    made.ofKind("Deployment").forEach(OverlaysTest::confined);
  }

  private static void confined(JsonNode deployment) {
    String name = Manifests.name(deployment);
    JsonNode pod = deployment.at("/spec/template/spec");
    assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), name);
    assertEquals("RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText(), name);
    assertTrue(pod.has("automountServiceAccountToken"), name);
    assertEquals(
        name.matches(".*fringe-(operator|bridge)"),
        pod.path("automountServiceAccountToken").asBoolean());
    for (JsonNode container : pod.path("containers")) {
      JsonNode context = container.path("securityContext");
      assertTrue(context.path("readOnlyRootFilesystem").asBoolean(), name);
      assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true), name);
      assertEquals(List.of("ALL"), Manifests.texts(context.at("/capabilities/drop")), name);
      assertTrue(container.at("/resources/requests").has("memory"), name);
      assertTrue(container.at("/resources/requests").has("cpu"), name);
      assertTrue(container.at("/resources/limits").has("memory"), name);
      assertTrue(container.has("readinessProbe"), name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/centre"})
  void namespacesLetNothingThroughButWhatIsSaid(String folder)
      throws IOException, InterruptedException {
    Manifests made = Manifests.of(folder);
    Set<String> closed =
        made.ofKind("NetworkPolicy")
            .filter(p -> p.at("/spec/podSelector").isEmpty())
            .filter(p -> !p.path("spec").has("ingress") && !p.path("spec").has("egress"))
            .map(p -> p.at("/metadata/namespace").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names(made.ofKind("Namespace")), closed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/centre"})
  void ourDeploymentsHaveDisruptionBudgets(String folder) throws IOException, InterruptedException {
    Manifests made = Manifests.of(folder);
    Set<String> ours =
        names(
            made.ofKind("Deployment")
                .filter(d -> d.at("/metadata/name").asText().startsWith("fringe-")));
    assertEquals(ours, names(made.ofKind("PodDisruptionBudget")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/centre"})
  void rightsAreNamedOneByOne(String folder) throws IOException, InterruptedException {
    Manifests made = Manifests.of(folder);
    Stream.concat(made.ofKind("ClusterRole"), made.ofKind("Role"))
        .forEach(
            role -> {
              for (JsonNode rule : role.path("rules")) {
                List<String> words =
                    Stream.of("verbs", "resources", "apiGroups")
                        .flatMap(w -> Manifests.texts(rule.path(w)).stream())
                        .toList();
                assertFalse(words.contains("*"), Manifests.name(role));
                assertFalse(words.contains("secrets"), Manifests.name(role));
              }
            });
    assertEquals(0, made.ofKind("ClusterRoleBinding").count());
  }

  @Test
  void theCentreHoldsNoSecretAndNoMovingImage() throws IOException, InterruptedException {
    Manifests centre = Manifests.of("overlays/centre");
    assertEquals(0, centre.ofKind("Secret").count());
    centre
        .ofKind("Deployment")
        .flatMap(d -> Manifests.items(d.at("/spec/template/spec/containers")))
        .flatMap(
            c ->
                Stream.concat(
                    Stream.of(c.path("image").asText()),
                    Manifests.items(c.path("env"))
                        .filter(e -> e.path("name").asText().endsWith("_IMAGE"))
                        .map(e -> e.path("value").asText())))
        .forEach(image -> assertTrue(image.matches("registry\\.example\\.org/.*:[0-9.]+"), image));
  }

  /** A certificate for each name at which something listens, and a name for each route. */
  @Test
  void everyEndpointHasACertificate() throws IOException, InterruptedException {
    Manifests centre = Manifests.of("overlays/centre");
    Set<String> secured =
        centre
            .ofKind("Certificate")
            .flatMap(c -> Manifests.items(c.at("/spec/dnsNames")))
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    Set<String> secrets =
        centre
            .ofKind("Certificate")
            .map(c -> c.at("/spec/secretName").asText())
            .collect(Collectors.toSet());
    JsonNode gateway = centre.ofKind("Gateway").findFirst().orElseThrow();
    for (JsonNode listener : gateway.at("/spec/listeners")) {
      if (listener.path("protocol").asText().equals("HTTPS")) {
        assertTrue(secured.contains(listener.path("hostname").asText()), listener::toString);
        assertTrue(
            secrets.contains(listener.at("/tls/certificateRefs/0/name").asText()),
            listener::toString);
      }
    }
    Stream.concat(centre.ofKind("HTTPRoute"), centre.ofKind("GRPCRoute"))
        .filter(r -> !Manifests.name(r).endsWith("-to-https"))
        .forEach(
            route ->
                assertEquals(
                    route.at("/spec/hostnames/0").asText(),
                    route
                        .path("metadata")
                        .path("annotations")
                        .path("external-dns.alpha.kubernetes.io/hostname")
                        .asText()));
  }

  private static Set<String> names(Stream<JsonNode> objects) {
    return objects
        .map(o -> o.at("/metadata/name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
