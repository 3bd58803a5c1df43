package dev.fringe.pipelines.steps;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.pipelines.products.ProductKind;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.RuleWatch;
import dev.fringe.storage.lake.Wait;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.workflow.Publish;
import dev.fringe.workflow.value.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Publishes the products as one dataset, with its rules; nothing where the workflow does not ask
 * for it.
 */
public final class PublishProducts extends DoFn<Products, String> {

  private static final long serialVersionUID = 1;

  /** Metadata key of a dataset that tells which run made it. */
  public static final String RUN_KEY = "fringe_run";

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final ImagingRun run;

  public PublishProducts(ImagingRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element Products products, OutputReceiver<String> out) throws IOException {
    if (run.lake().isEmpty() || run.workflow().spec().publish().isEmpty()) {
      return;
    }
    Publish publish = run.workflow().spec().publish().get();
    Did dataset = dataset(publish, run.workflow().name());
    RunStore store = RunStore.of(run);
    try (TaskReporter report =
            store.report("Publish", "dataset", products.files().size(), "files");
        DataLake lake = Lakes.open(run.settings(), run.lake())) {
      List<PublishedFile> files = new ArrayList<>();
      for (String file : products.files()) {
        Path local = store.product(file);
        files.add(
            new PublishedFile(
                did(dataset, file), local, RunStore.json(products.metadata().get(file))));
      }
      List<ReplicationRule> made =
          lake.publish(
              Publication.of(dataset, files, rules(publish))
                  .withMetadata(datasetMetadata(products)));
      report.advance(files.size());
      report.note("published %d files as %s".formatted(files.size(), dataset));
      List<ReplicationRule> rules = await(publish, lake, made);
      report.note(
          "published %d files as %s%s"
              .formatted(
                  files.size(),
                  dataset,
                  rules.stream().map(PublishProducts::standing).collect(Collectors.joining())));
      out.output(dataset.toString());
    }
  }

  /**
   * Copies that take too long are no failure: what was published is complete, and the rules stay.
   */
  private static List<ReplicationRule> await(
      Publish publish, DataLake lake, List<ReplicationRule> rules) throws IOException {
    Wait wait =
        switch (publish.waitFor()) {
          case NONE -> Wait.NONE;
          case FIRST_COPY -> Wait.FIRST_COPY;
          case ALL -> Wait.ALL;
        };
    return RuleWatch.of(lake).until(wait, rules, LONGEST_WAIT, seen -> {});
  }

  private static String standing(ReplicationRule rule) {
    return "; rule %s: %s, %d of %d copies of files"
        .formatted(rule.rses(), rule.state(), rule.ok(), rule.wanted());
  }

  private Map<String, Object> datasetMetadata(Products products) throws IOException {
    Map<String, Object> metadata = new LinkedHashMap<>(RunStore.json(products.dataset()));
    metadata.put(RUN_KEY, run.key());
    metadata.put("workflow", run.workflow().toYaml());
    return metadata;
  }

  /** The dataset that a workflow of this name publishes. */
  public static Did dataset(Publish publish, String workflowName) {
    return Did.of(publish.scope(), publish.dataset().orElse(workflowName));
  }

  private Did did(Did dataset, String file) {
    return ProductKind.ofFile(run.workflow().name(), file)
        .map(kind -> kind.did(dataset))
        .orElseThrow(() -> new IllegalArgumentException(file + " is no product"));
  }

  /** The rules that a workflow asks for. */
  public static List<RuleRequest> rules(Publish publish) {
    List<RuleRequest> rules = new ArrayList<>();
    for (dev.fringe.workflow.ReplicationRule rule : publish.rules()) {
      rules.add(
          new RuleRequest(
              RseExpression.parse(rule.rses()),
              rule.copies(),
              rule.lifetime().map(TimeSpan::toDuration)));
    }
    return rules;
  }
}
