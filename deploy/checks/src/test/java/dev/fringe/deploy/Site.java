package dev.fringe.deploy;

import dev.fringe.cluster.testing.TestCluster;
import dev.fringe.deploy.node.Image;
import dev.fringe.deploy.node.LocalNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The laptop's overlay on a real API server, in namespaces of its own, with a Flink session beside
 * it and a node that runs the operator, the runs and that Flink: each with its own ServiceAccount,
 * nobody as administrator.
 */
final class Site implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 180;

  final KubernetesClient admin;
  final String system;
  final String workflows;
  final Path lake;
  final Image operator;
  private final Path folder;
  private final Path claims;
  private final String session = "127.0.0.1:" + freePort();
  private Optional<LocalNode> node = Optional.empty();

  Site(String kubeconfig, Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    String id = UUID.randomUUID().toString().substring(0, 8);
    system = "fringe-system-" + id;
    workflows = "fringe-workflows-" + id;
    admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
            .build();
    claims = Files.createDirectories(folder.resolve("claims"));
    lake = Files.createDirectories(claims.resolve(workflows).resolve("fringe-lake"));
    operator = Image.assembled("operator");
  }

  /** Applies what there is to apply, and returns once the operator works. */
  void start() throws IOException, InterruptedException, GeneralSecurityException {
    define();
    List<HasMetadata> objects =
        parse(
            Kubectl.kustomize("checks/src/test/resources/overlays/laptop-session")
                .replace("flink-jobmanager.flink:8081", session)
                .replace("fringe-system", system)
                .replace("fringe-workflows", workflows)
                // All pods share this machine's ports.
                .replace("9808", freePort())
                .replace("8080", freePort())
                .replace("8815", freePort()));
    objects.stream().filter(Namespace.class::isInstance).forEach(this::apply);
    objects.stream().filter(o -> !(o instanceof Namespace)).forEach(this::apply);
    parse(
            Files.readString(Path.of("src/test/resources/flink-session.yaml"))
                .replace("NAMESPACE", workflows)
                .replace("REST_PORT", session.substring(session.indexOf(':') + 1))
                .replace("RPC_PORT", freePort()))
        .forEach(this::apply);
    Image runner = Image.assembled("runner");
    node =
        Optional.of(
            new LocalNode(
                admin,
                system.replace("system", "node"),
                List.of(system, workflows),
                Map.of(
                    "localhost/fringe/operator:dev",
                    operator,
                    "localhost/fringe/runner:dev",
                    runner,
                    "flink",
                    Image.ofFlink(runner)),
                folder,
                claims));
    available(system, "fringe-operator");
  }

  /** Returns once a deployment's pod says that it is ready. */
  void available(String namespace, String deployment) {
    admin
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .waitUntilCondition(
            d ->
                d.getStatus() != null
                    && Integer.valueOf(1).equals(d.getStatus().getAvailableReplicas()),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  private static String freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void define() throws IOException, InterruptedException {
    for (HasMetadata definition : parse(Kubectl.kustomize("crds"))) {
      apply(definition);
      TestCluster.awaitDefinition(admin, definition.getMetadata().getName());
    }
  }

  private List<HasMetadata> parse(String yaml) {
    InputStream stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    return admin.load(stream).items();
  }

  private void apply(HasMetadata object) {
    admin.resource(object).forceConflicts().serverSideApply();
  }

  /** A kubeconfig of somebody who may edit the workflows' namespace, and nothing else. */
  Path astronomer() throws IOException {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(workflows)
                .withName("astronomer")
                .endMetadata()
                .build())
        .create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(workflows)
                .withName("astronomer")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "edit")
                .addNewSubject("", "ServiceAccount", "astronomer", workflows)
                .build())
        .create();
    String token =
        admin
            .serviceAccounts()
            .inNamespace(workflows)
            .withName("astronomer")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    String authority = admin.getConfiguration().getCaCertData();
    return Files.writeString(
        folder.resolve("astronomer.kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
        users: [{name: u, user: {token: %s}}]
        contexts: [{name: x, context: {cluster: c, user: u, namespace: %s}}]
        current-context: x
        """
            .formatted(admin.getMasterUrl(), authority, token, workflows));
  }

  /** The rights that the operator has used, if the API server writes them down. */
  Optional<Rights> operatorsRights() throws IOException {
    String audit = System.getenv("FRINGE_TEST_AUDIT");
    return audit == null || !Files.isReadable(Path.of(audit))
        ? Optional.empty()
        : Optional.of(
            Rights.of("system:serviceaccount:" + system + ":fringe-operator", Path.of(audit)));
  }

  /** The rights that it has. */
  Set<String> operatorsGrants() {
    List<PolicyRule> rules =
        new ArrayList<>(admin.rbac().clusterRoles().withName("fringe-operator").get().getRules());
    rules.addAll(
        admin
            .rbac()
            .roles()
            .inNamespace(system)
            .withName("fringe-operator-lease")
            .get()
            .getRules());
    return Rights.granted(rules);
  }

  /**
   * The workflows with their jobs and pods as the cluster has them, and what the pods have said.
   */
  String told() {
    StringBuilder told = new StringBuilder();
    var yaml = admin.getKubernetesSerialization();
    for (var listed :
        List.of(
            workflows(),
            admin.batch().v1().jobs().inNamespace(workflows),
            admin.pods().inNamespace(workflows))) {
      told.append(yaml.asYaml(listed.list()));
    }
    node.map(LocalNode::logs)
        .orElse(Map.of())
        .forEach(
            (pod, log) -> {
              try {
                told.append("--- ").append(pod).append('\n').append(Files.readString(log));
              } catch (IOException e) {
                told.append(e);
              }
            });
    return told.toString();
  }

  /** What the Flink session says of a job's state. */
  String sessionsWord(String job) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://" + session + "/jobs/" + job);
      String told =
          http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return String.valueOf(
          admin.getKubernetesSerialization().unmarshal(told, Map.class).get("state"));
    }
  }

  /** Returns once a workflow is not there any more. */
  void forgotten(String workflow) {
    try {
      workflows()
          .withName(workflow)
          .waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw new AssertionError(workflow + " is still there\n" + told(), e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (node.isPresent()) {
      List<GenericKubernetesResource> all = workflows().list().getItems();
      workflows().delete();
      all.forEach(workflow -> forgotten(workflow.getMetadata().getName()));
      node.get().close();
    }
    admin.namespaces().withName(system).delete();
    admin.namespaces().withName(workflows).delete();
    admin.close();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      workflows() {
    return admin
        .genericKubernetesResources("fringe.dev/v1alpha1", "Workflow")
        .inNamespace(workflows);
  }
}
