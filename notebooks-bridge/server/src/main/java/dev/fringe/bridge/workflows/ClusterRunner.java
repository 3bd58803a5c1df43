package dev.fringe.bridge.workflows;

import dev.fringe.cluster.client.Following;
import dev.fringe.cluster.client.RunLog;
import dev.fringe.cluster.client.ServerWords;
import dev.fringe.cluster.client.UsageException;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import dev.fringe.workflow.Metadata;
import dev.fringe.workflow.Workflow;
import dev.fringe.yaml.Fault;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Has a cluster's operator run workflows: they are resources there, whoever submitted them. What
 * the API server refuses is told in its words.
 */
public final class ClusterRunner implements WorkflowRunner {

  /** Runs that were cancelled are no resources any more, and told for a while. */
  private static final int MOST_CANCELLED = 200;

  private static final int LONGEST_NAME = 57;
  private static final int NAMES_TO_TRY = 5;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final int BYTES_OF_A_LINE = 100;

  private final Workflows cluster;
  private final SubmissionRules rules;
  private final List<String> data;
  private final Clock clock;
  private final Changes changes = new Changes();
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, Run> cancelled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
          return size() > MOST_CANCELLED;
        }
      };
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  private ClusterRunner(ClusterSettings settings, Clock clock) {
    this.cluster =
        new Workflows(new KubernetesClientBuilder().withConfig(settings.cluster()).build());
    this.rules = SubmissionRules.of(settings.data());
    this.data = settings.data();
    this.clock = clock;
    this.informer = cluster.follow(new Following(this::changed, this::gone));
  }

  /** Starts one; the cluster need not be there yet. */
  public static ClusterRunner start(ClusterSettings settings, Clock clock) {
    return new ClusterRunner(settings, clock);
  }

  @Override
  public String kind() {
    return "cluster";
  }

  @Override
  public Optional<String> closedBecause() {
    return informer.hasSynced()
        ? Optional.empty()
        : Optional.of("The cluster has not been reached yet: try again later.");
  }

  @Override
  public List<String> data() {
    return data;
  }

  @Override
  public List<Fault> faults(Workflow workflow) {
    List<Fault> faults = new ArrayList<>(rules.faults(workflow));
    workflow
        .metadata()
        .namespace()
        .filter(namespace -> !namespace.equals(cluster.namespace()))
        .ifPresent(
            namespace ->
                faults.add(
                    SubmissionRules.fault(
                        "metadata.namespace",
                        namespace,
                        "must be left out: workflows of this service are in "
                            + cluster.namespace())));
    return faults;
  }

  @Override
  public Run submit(Workflow workflow, String owner) {
    Workflow resolved = rules.resolved(workflow);
    for (int left = NAMES_TO_TRY; ; left--) {
      try {
        WorkflowView created = cluster.create(resolved.with(metadata(resolved.metadata(), owner)));
        return added(RunView.of(created));
      } catch (KubernetesClientException e) {
        if (e.getCode() != 409 || left == 0) {
          throw refused(e);
        }
      }
    }
  }

  /** An event may have told more of it already. */
  private Run added(Run created) {
    synchronized (this) {
      runs.putIfAbsent(created.id(), created);
    }
    changes.happened();
    return created;
  }

  private static Metadata metadata(Metadata asked, String owner) {
    Map<String, String> remarks = new LinkedHashMap<>(asked.annotations());
    remarks.put(RunView.NAME, asked.name());
    remarks.put(RunView.OWNER, owner);
    String name = asked.name();
    return new Metadata(
        name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + suffix(),
        Optional.empty(),
        asked.labels(),
        remarks);
  }

  /** Five letters and digits. */
  private static String suffix() {
    int digits = ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36 * 36);
    return "%5s".formatted(Integer.toString(digits, 36)).replace(' ', '0');
  }

  @Override
  public synchronized List<Run> list() {
    List<Run> all = new ArrayList<>(runs.values());
    all.addAll(cancelled.values());
    all.sort(Comparator.comparing(Run::submitted).thenComparing(Run::id).reversed());
    return all;
  }

  /** What was not heard of yet, as after a start, the cluster may have all the same. */
  @Override
  public Optional<Run> find(String id) {
    Optional<Run> heard = heard(id);
    return heard.isPresent() || !NAME.matcher(id).matches()
        ? heard
        : ask(() -> cluster.find(id).map(RunView::of));
  }

  private synchronized Optional<Run> heard(String id) {
    return Optional.ofNullable(runs.get(id)).or(() -> Optional.ofNullable(cancelled.get(id)));
  }

  @Override
  public Run cancel(String id) {
    Run before = known(id);
    if (before.state().isFinal()) {
      return before;
    }
    ask(
        () -> {
          cluster.delete(id);
          return id;
        });
    synchronized (this) {
      runs.computeIfPresent(id, (name, run) -> run.cancelled(clock.instant()));
    }
    changes.happened();
    return known(id);
  }

  @Override
  public String log(String id, int bytes) {
    return ask(
        () ->
            cluster
                .find(id)
                .map(view -> log(view, bytes))
                .orElse("What it logged went with it, as it was cancelled.\n"));
  }

  private String log(WorkflowView view, int bytes) {
    try {
      return LogEnd.of(
          RunLog.of(cluster, view).tailingLines(Math.max(1, bytes / BYTES_OF_A_LINE)).getLog(),
          bytes);
    } catch (UsageException nothing) {
      return nothing.getMessage() + "\n";
    }
  }

  @Override
  public String yaml(String id) {
    return ask(() -> cluster.find(id).map(cluster::yaml))
        .orElseThrow(() -> SubmissionException.unknown(id));
  }

  @Override
  public long version() {
    return changes.version();
  }

  @Override
  public void await(long version, long milliseconds) throws InterruptedException {
    changes.await(version, milliseconds);
  }

  private Run known(String id) {
    return find(id).orElseThrow(() -> SubmissionException.unknown(id));
  }

  private void changed(WorkflowView view) {
    synchronized (this) {
      runs.put(view.name(), RunView.of(view));
      cancelled.remove(view.name());
    }
    changes.happened();
  }

  private void gone(WorkflowView view) {
    synchronized (this) {
      Run last = runs.remove(view.name());
      if (last != null && (last.state() == RunState.CANCELLED || !last.state().isFinal())) {
        cancelled.put(last.id(), last.cancelled(clock.instant()));
      }
    }
    changes.happened();
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw refused(e);
    }
  }

  /** What is wrong with what people sent is theirs to mend; else they can but wait. */
  private static SubmissionException refused(KubernetesClientException e) {
    int status =
        switch (e.getCode()) {
          case 400, 422 -> 422;
          case 403, 409, 429 -> e.getCode();
          default -> 503;
        };
    return new SubmissionException(status, ServerWords.of(e));
  }

  @Override
  public void close() {
    informer.close();
    cluster.close();
  }
}
