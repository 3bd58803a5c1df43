package dev.fringe.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.pipelines.ImagingPipeline;
import dev.fringe.pipelines.elements.BrokenInputs;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.pipelines.elements.Submission;
import dev.fringe.pipelines.products.ProductKind;
import dev.fringe.pipelines.progress.ProgressView;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.pipelines.steps.PublishProducts;
import dev.fringe.pipelines.steps.RestoreImages;
import dev.fringe.pipelines.store.RunLock;
import dev.fringe.pipelines.store.RunStore;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Download;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.workflow.CleanUp;
import dev.fringe.workflow.Publish;
import dev.fringe.workflow.Reuse;
import dev.fringe.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/** One run of a workflow, from its text to its products. */
public final class WorkflowRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SUMMARY = 16 << 20;

  private final Workflow workflow;
  private final RunOptions options;
  private final ProgressView view;

  public WorkflowRun(Workflow workflow, RunOptions options, ProgressView view) {
    this.workflow = workflow;
    this.options = options;
    this.view = view;
  }

  /**
   * What a run leaves.
   *
   * @param files names of the products
   * @param dataset under which they were published, if they were
   * @param wasDone whether they had been published before, and nothing was done now
   * @param summary the run's summary, as it was written
   * @param rules of the dataset, as they stand at the end
   * @param key of the run
   * @param reusedFrom the workflow whose products these are, where they were not made now
   */
  public record Outcome(
      List<String> files,
      Optional<Did> dataset,
      boolean wasDone,
      Optional<JsonNode> summary,
      List<ReplicationRule> rules,
      String key,
      Optional<String> reusedFrom) {

    private Outcome withRules(List<ReplicationRule> standing) {
      return new Outcome(files, dataset, wasDone, summary, standing, key, reusedFrom);
    }
  }

  /**
   * Runs to the end.
   *
   * @throws UsageException if what was asked for cannot be done
   * @throws BadDataException if the data cannot be imaged
   * @throws RunFailedException if the work failed
   */
  public Outcome execute() throws IOException {
    if (!usesLake()) {
      return execute(Optional.empty());
    }
    try (DataLake lake = Lakes.open(options.settings(), options.lake())) {
      Outcome outcome = execute(Optional.of(lake));
      return outcome.dataset().isPresent()
          ? outcome.withRules(lake.rules(outcome.dataset().get()))
          : outcome;
    }
  }

  /** A lake is made where it is missing: only where something is to be in it. */
  private boolean usesLake() {
    return workflow.spec().publish().isPresent()
        || workflow.spec().inputs().stream().anyMatch(input -> input.did().isPresent());
  }

  private Outcome execute(Optional<DataLake> lake) throws IOException {
    InputFiles inputs =
        InputFiles.find(
            workflow.spec().inputs(),
            options.folder(),
            lake,
            Connections.of(options.settings().endpoints()));
    inputs.files().forEach(input -> input.passedOver().forEach(one -> view.line(one.toString())));
    ImagingRun run = RunResolver.resolve(workflow, inputs, options);
    run.derived().forEach(view::line);
    if (lake.isPresent()) {
      Optional<Outcome> earlier = publishedBefore(lake.get(), run);
      if (earlier.isPresent()) {
        removeLeftovers(run);
        return earlier.get();
      }
      Optional<Outcome> finished = finishedByOthers(lake.get(), run);
      if (finished.isPresent()) {
        return finished.get();
      }
    }
    try (RunLock lock =
        RunLock.take(run)
            .orElseThrow(
                () ->
                    new UsageException(
                        "the same workflow is running already, in %s; wait for it to end"
                            .formatted(run.scratch().shown())))) {
      return execute(run, inputs);
    } finally {
      Scratch.tidy(run.scratch(), options.handover().owner());
    }
  }

  /** What a run that was killed between publishing and tidying up has left. */
  private void removeLeftovers(ImagingRun run) throws IOException {
    if (workflow.spec().cleanUp() == CleanUp.NEVER || !RunStore.isThere(run)) {
      return;
    }
    Optional<RunLock> lock = RunLock.take(run);
    if (lock.isPresent()) {
      try (RunLock held = lock.get()) {
        RunStore.begin(run).remove();
      }
    }
  }

  private Outcome execute(ImagingRun run, InputFiles inputs) throws IOException {
    RunStore store = RunStore.begin(run);
    if (!store.has(Submission.NAME)) {
      store.save(Submission.NAME, Submission.now());
    }
    boolean succeeded = false;
    try {
      try (ProgressView.Watch watch = view.watch(store.progress())) {
        runOnSoundReplicas(run, inputs, store);
      }
      Optional<String> fault = store.fault();
      if (fault.isPresent()) {
        throw new BadDataException(fault.get());
      }
      Products products = store.require(RestoreImages.PRODUCTS, Products.class);
      if (options.out().isPresent()) {
        copy(store, products, Files.createDirectories(options.out().get()));
      }
      succeeded = true;
      return new Outcome(
          products.files(),
          workflow.spec().publish().map(p -> PublishProducts.dataset(p, workflow.name())),
          false,
          Optional.of(JSON.readTree(store.product(summary()).toFile())),
          List.of(),
          run.key(),
          Optional.empty());
    } finally {
      CleanUp cleanUp = workflow.spec().cleanUp();
      if (cleanUp == CleanUp.ALWAYS || (cleanUp == CleanUp.ON_SUCCESS && succeeded)) {
        store.remove();
      }
    }
  }

  /**
   * One Flink job; where the survey finds a replica that is not what its checksum promises, another
   * on those that are left.
   */
  private void runOnSoundReplicas(ImagingRun run, InputFiles inputs, RunStore store)
      throws IOException {
    ImagingRun attempt = run;
    boolean isLastAttempt = false;
    for (int index = 0; ; index++) {
      Pipeline pipeline = Pipeline.create(Flink.options(attempt, options, index));
      ImagingPipeline.build(
          pipeline, attempt, inputs.ranges(RunResolver.parallelism(workflow.spec().engine())));
      runToEnd(pipeline, attempt.scratch().shown());
      Optional<BrokenInputs> broken = store.load(BrokenInputs.NAME, BrokenInputs.class);
      if (broken.isEmpty()) {
        return;
      }
      if (broken.get().replicas().isEmpty() && isLastAttempt) {
        throw new BadDataException(
            "%s: what was read is not what the checksums promise, though the replicas are sound now"
                .formatted(run.inputNames()));
      }
      isLastAttempt = broken.get().replicas().isEmpty();
      attempt = attempt.withInputs(without(broken.get(), attempt.inputs()));
      store.forget(BrokenInputs.NAME);
    }
  }

  private List<InputFile> without(BrokenInputs broken, List<InputFile> inputs)
      throws BadDataException {
    broken.replicas().forEach(one -> view.line(one.toString()));
    for (InputFile input : inputs) {
      if (!input.hasOthersThan(broken.replicas())) {
        throw new BadDataException(
            "%s: no replica holds what its checksum promises: %s"
                .formatted(
                    input.name(),
                    String.join(
                        "; ",
                        broken.replicas().stream()
                            .filter(one -> one.input().equals(input.name()))
                            .map(one -> one.replica() + ": " + one.reason())
                            .toList())));
      }
    }
    return inputs.stream().map(input -> input.without(broken.replicas())).toList();
  }

  private void runToEnd(Pipeline pipeline, String scratch) {
    PipelineResult.State state;
    try {
      PipelineResult result = pipeline.run();
      state =
          workflow
              .spec()
              .deadline()
              .map(d -> result.waitUntilFinish(Duration.millis(d.toDuration().toMillis())))
              .orElseGet(result::waitUntilFinish);
    } catch (RuntimeException e) {
      throw RunFailedException.because(e, scratch);
    }
    if (state != PipelineResult.State.DONE) {
      throw new RunFailedException("the Flink job ended as " + state, null);
    }
  }

  /** Files appear in the folder one by one, each whole. */
  private static void copy(RunStore store, Products products, Path out) throws IOException {
    for (String file : products.files()) {
      Path part = out.resolve("." + file + ".part");
      Files.copy(store.product(file), part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, out.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * The same run, published before, needs no work; another run under the same name is refused
   * before any.
   */
  private Optional<Outcome> publishedBefore(DataLake lake, ImagingRun run) throws IOException {
    if (workflow.spec().publish().isEmpty()) {
      return Optional.empty();
    }
    Publish publish = workflow.spec().publish().get();
    Did dataset = PublishProducts.dataset(publish, workflow.name());
    if (!lake.exists(dataset)) {
      return Optional.empty();
    }
    if (!run.key().equals(lake.metadata(dataset).get(PublishProducts.RUN_KEY))) {
      throw new UsageException(
          "spec.publish.dataset: %s is in the data lake already, made by another workflow or of other inputs; a DID is never given other bytes: choose another dataset"
              .formatted(dataset));
    }
    Dataset found = lake.dataset(dataset);
    if (found.open()) {
      // Killed on the last step: what is left to do is done by publishing nothing more.
      lake.publish(Publication.of(dataset, List.of(), PublishProducts.rules(publish)));
    }
    return Optional.of(done(lake, dataset, found, run.key(), Optional.empty()));
  }

  /**
   * Products that another workflow has published of the same work. Who names them may be wrong, or
   * they may have gone since: the lake is asked, and what it says of them decides.
   */
  private Optional<Outcome> finishedByOthers(DataLake lake, ImagingRun run) throws IOException {
    if (workflow.spec().publish().isEmpty() || workflow.spec().reuse() == Reuse.NEVER) {
      return Optional.empty();
    }
    for (Handover.Finished one : options.handover().finished()) {
      Did dataset = one.dataset();
      if (one.key().equals(run.key())
          && lake.exists(dataset)
          && run.key().equals(lake.metadata(dataset).get(PublishProducts.RUN_KEY))) {
        Dataset found = lake.dataset(dataset);
        if (!found.open()) {
          view.line(
              "the workflow %s has published the same work as %s"
                  .formatted(one.workflow(), dataset));
          return Optional.of(done(lake, dataset, found, run.key(), Optional.of(one.workflow())));
        }
      }
    }
    return Optional.empty();
  }

  private Outcome done(
      DataLake lake, Did dataset, Dataset found, String key, Optional<String> reusedFrom)
      throws IOException {
    List<String> names = found.files().stream().map(file -> name(dataset, file)).toList();
    if (options.out().isPresent()) {
      Path out = Files.createDirectories(options.out().get());
      for (LakeFile file : found.files()) {
        Download.from(lake).file(file, out.resolve(name(dataset, file)), count -> {});
      }
    }
    Did summary = ProductKind.SUMMARY.did(dataset);
    Optional<JsonNode> told = Optional.empty();
    if (found.files().stream().anyMatch(file -> file.did().equals(summary))) {
      try (RangeReader bytes = lake.open(summary)) {
        byte[] text = new byte[Math.toIntExact(Math.min(bytes.size(), LONGEST_SUMMARY))];
        bytes.readFully(0, text);
        told = Optional.of(JSON.readTree(text));
      }
    }
    return new Outcome(names, Optional.of(dataset), true, told, List.of(), key, reusedFrom);
  }

  private String summary() {
    return ProductKind.SUMMARY.fileName(workflow.name());
  }

  private String name(Did dataset, LakeFile file) {
    return ProductKind.ofDid(dataset, file.did())
        .map(kind -> kind.fileName(workflow.name()))
        .orElseGet(() -> file.did().fileName());
  }
}
