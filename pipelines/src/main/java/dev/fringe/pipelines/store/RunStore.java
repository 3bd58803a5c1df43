package dev.fringe.pipelines.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.gridding.PackedDoubleSamples;
import dev.fringe.imaging.gridding.PackedFloatSamples;
import dev.fringe.imaging.gridding.PackedSamples;
import dev.fringe.imaging.gridding.Precision;
import dev.fringe.imaging.weighting.WeightDensity;
import dev.fringe.pipelines.elements.BrokenInputs;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.pipelines.progress.ProgressBoard;
import dev.fringe.pipelines.progress.TaskReporter;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.store.StoredDoubleSamples;
import dev.fringe.storage.store.StoredFloatSamples;
import dev.fringe.storage.store.VisibilityStore;
import dev.fringe.storage.store.VisibilityStore.Kind;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the steps of one run keep, wherever they are executed. Results of steps are records that
 * were serialised; whoever finds one knows that the step was finished.
 */
public final class RunStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAULT = "fault";
  private static final String PASSED_OVER = "passed-over/";
  private static final Logger LOG = LoggerFactory.getLogger(RunStore.class);

  /** Opened once a process, so that a distant store is not asked whose it is by every task. */
  private static final Map<String, VisibilityStore> OPENED = new ConcurrentHashMap<>();

  private final VisibilityStore store;
  private final ImagingRun run;
  private final RunSpace space;

  private RunStore(VisibilityStore store, ImagingRun run) {
    this.store = store;
    this.run = run;
    this.space = RunPlaces.space(run);
  }

  /** The store of a run that has begun. */
  public static RunStore of(ImagingRun run) throws IOException {
    String whose = run.scratch() + " " + run.key();
    VisibilityStore opened = run.scratch().isLocal() ? null : OPENED.get(whose);
    if (opened == null) {
      opened = RunPlaces.open(run);
      OPENED.put(whose, opened);
    }
    return new RunStore(opened, run);
  }

  /**
   * The store of a run that begins, or goes on from where it was killed; anything of another run is
   * removed.
   */
  public static RunStore begin(ImagingRun run) throws IOException {
    Files.createDirectories(RunPlaces.local(run));
    RunStore begun = new RunStore(RunPlaces.openOrStartAfresh(run), run);
    begun.store.delete(Kind.DOCUMENT, FAULT);
    begun.store.delete(Kind.DOCUMENT, BrokenInputs.NAME);
    begun.progress().clear();
    return begun;
  }

  /** Whether a run has left anything. */
  public static boolean isThere(ImagingRun run) throws IOException {
    return run.scratch().isLocal()
        ? Files.isDirectory(run.scratch().path())
        : !Connections.of(run.settings().endpoints()).stores().list(run.scratch()).isEmpty();
  }

  /** Whether a step has left its result. */
  public boolean has(String name) throws IOException {
    return store.exists(Kind.DOCUMENT, name);
  }

  /** Leaves the result of a step. */
  public void save(String name, Serializable result) throws IOException {
    store.putJson(name, Frozen.of(result));
  }

  /** The result of a step, if it has finished. */
  public <T extends Serializable> Optional<T> load(String name, Class<T> type) throws IOException {
    return has(name) ? Optional.of(store.getJson(name, Frozen.class).thaw(type)) : Optional.empty();
  }

  /** The result of a step that must have finished. */
  public <T extends Serializable> T require(String name, Class<T> type) throws IOException {
    return load(name, type)
        .orElseThrow(
            () ->
                new IOException(
                    "%s: the run's store has lost '%s'".formatted(run.scratch().shown(), name)));
  }

  /** Forgets the result of a step. */
  public void forget(String name) throws IOException {
    store.delete(Kind.DOCUMENT, name);
  }

  /** Why the data cannot be imaged. */
  public void saveFault(String message) throws IOException {
    store.putJson(FAULT, message);
  }

  public Optional<String> fault() throws IOException {
    return store.exists(Kind.DOCUMENT, FAULT)
        ? Optional.of(store.getJson(FAULT, String.class))
        : Optional.empty();
  }

  /** Notes that a replica of an input is not used; tasks that find the same note it once. */
  public void notePassedOver(PassedOver one) {
    LOG.warn("{}", one);
    try {
      store.putJson(
          PASSED_OVER + Checksums.md5Of(one.input() + " " + one.replica()), Frozen.of(one));
    } catch (IOException e) {
      LOG.warn("that could not be noted", e);
    }
  }

  /** Replicas of inputs that tasks have not used. */
  public List<PassedOver> passedOver() throws IOException {
    List<PassedOver> all = new ArrayList<>();
    for (String name : store.list(Kind.DOCUMENT, PASSED_OVER)) {
      all.add(require(name, PassedOver.class));
    }
    return all;
  }

  public void putImage(String name, float[] pixels) throws IOException {
    store.putImage(name, pixels);
  }

  public float[] getImage(String name) throws IOException {
    return store.getImage(name);
  }

  /** Adds an image to another without holding both. */
  public void addImageInto(String name, float[] sum) throws IOException {
    store.addImageInto(name, sum);
  }

  /** Deletes every image whose name begins so. */
  public void deleteImages(String prefix) throws IOException {
    for (String name : store.list(Kind.IMAGE, prefix)) {
      store.delete(Kind.IMAGE, name);
    }
  }

  private record DensityShape(int halfColumns, int rows) {}

  public void putDensity(String name, WeightDensity density) throws IOException {
    store.putImage(name, density.cells());
    store.putJson(name, new DensityShape(density.halfColumns(), density.rows()));
  }

  public WeightDensity getDensity(String name, ImageGeometry geometry) throws IOException {
    DensityShape shape = store.getJson(name, DensityShape.class);
    return WeightDensity.ofCells(geometry, shape.halfColumns(), shape.rows(), store.getImage(name));
  }

  public void putSamples(String name, PackedSamples samples) throws IOException {
    switch (samples) {
      case PackedFloatSamples single -> store.putSamples(name, single);
      case PackedDoubleSamples wide -> store.putSamples(name, wide);
    }
  }

  /** Maps parts, all of one precision. */
  public OpenSamples openSamples(Iterable<String> names, Precision precision) throws IOException {
    OpenSamples open = new OpenSamples();
    try {
      for (String name : names) {
        if (precision == Precision.SINGLE) {
          StoredFloatSamples part = store.openSamples(name);
          open.add(part, part::close);
        } else {
          StoredDoubleSamples part = store.openDoubleSamples(name);
          open.add(part, part::close);
        }
      }
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
    return open;
  }

  /** A finished product, as a file of this machine. */
  public Path product(String file) throws IOException {
    return space.product(file);
  }

  /** Puts a whole folder of products in place; products of which no step knows are replaced. */
  public void putProducts(Path folder) throws IOException {
    space.putProducts(folder);
  }

  /** A new folder for products that are being made. */
  public Path newFolder() throws IOException {
    return space.newFolder();
  }

  /** The folder of this run on this machine, for what no other needs. */
  public static Path localFolder(ImagingRun run) throws IOException {
    return Files.createDirectories(RunPlaces.local(run));
  }

  public ProgressBoard progress() {
    return space.progress();
  }

  /** Begins to tell how far a task has come. */
  public TaskReporter report(String stage, String task, long total, String unit) {
    return progress().report(stage, task, total, unit);
  }

  /** Removes everything that the run has kept. */
  public void remove() throws IOException {
    space.remove();
  }

  /** A JSON object as a map. */
  public static Map<String, Object> json(String text) throws IOException {
    return JSON.readValue(text, new TypeReference<>() {});
  }
}
