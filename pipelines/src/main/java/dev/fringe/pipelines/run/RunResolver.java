package dev.fringe.pipelines.run;

import dev.fringe.imaging.polarisation.StokesCombiner;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.products.Version;
import dev.fringe.pipelines.read.AntennaIndex;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.workflow.AmplitudeCalibration;
import dev.fringe.workflow.AntennaFactor;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.ImageSpec;
import dev.fringe.workflow.Selection;
import dev.fringe.workflow.SelfCalibrate;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowSpec;
import dev.fringe.workflow.value.Stokes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a workflow and its inputs to everything that the tasks of its run must know. */
final class RunResolver {

  /** What a task of a cluster whose memory we do not see may use for its grids. */
  private static final long REMOTE_TASK_BYTES = 2L << 30;

  private RunResolver() {}

  static ImagingRun resolve(Workflow workflow, InputFiles inputs, RunOptions options)
      throws IOException {
    checkSelection(workflow.spec().selection(), inputs);
    checkAntennas(workflow.spec(), inputs);
    List<String> derived = new ArrayList<>();
    Stokes stokes = workflow.spec().image().stokes();
    for (int i = 0; i < inputs.files().size(); i++) {
      try {
        String note =
            StokesCombiner.of(inputs.observations().get(i).correlations(), stokes.toString())
                .note();
        if (!note.isEmpty() && !derived.contains(note)) {
          derived.add(note);
        }
      } catch (IllegalArgumentException e) {
        throw new BadDataException(
            "%s: spec.image.stokes: %s".formatted(inputs.files().get(i).name(), e.getMessage()));
      }
    }
    UvExtent extent = extent(workflow.spec().image(), inputs, options);
    if (!(extent.longestWithWWavelengths() > 0)) {
      throw new BadDataException(
          "%s: nothing to image: no row has a baseline longer than 0".formatted(inputs.first()));
    }
    ImageChoice image = ImageChoice.of(workflow.spec().image(), inputs, extent);
    derived.addAll(image.derived());
    String key = key(workflow, inputs.files());
    boolean isEmbedded = options.flinkMaster().isEmpty();
    int parallelism = parallelism(workflow.spec().engine());
    int processors = Runtime.getRuntime().availableProcessors();
    return new ImagingRun(
        workflow,
        key,
        inputs.files(),
        inputs.observations(),
        image.geometry(),
        extent.longestWithWWavelengths(),
        Scratch.ofRun(workflow, key, options.folder(), options.handover().owner()),
        workflow.spec().publish().isPresent() ? options.resolvedLake() : "",
        options.settings(),
        isEmbedded,
        // Slabs are for workers apart: in one process, threads share the planes at less cost.
        isEmbedded ? 1 : parallelism,
        // A slot that has nothing to do leaves its processor to the others: all may use all.
        workflow.spec().engine().threads().orElse(processors),
        isEmbedded ? Runtime.getRuntime().maxMemory() / 2 : REMOTE_TASK_BYTES,
        derived);
  }

  /** Rows are looked at beforehand only where pixels are to be chosen by them. */
  private static UvExtent extent(ImageSpec image, InputFiles inputs, RunOptions options)
      throws IOException {
    if (image.cell().isPresent() && image.size().isPresent()) {
      Optional<UvExtent> reach = UvExtent.ofAntennas(inputs.observations());
      if (reach.isPresent()) {
        return reach.get();
      }
    }
    return UvExtent.of(inputs, Connections.of(options.settings().endpoints()));
  }

  static int parallelism(Engine engine) {
    return engine.parallelism().orElse(Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same inputs, as far as their stores can tell, and the same pixels asked of the same
   * program.
   */
  private static String key(Workflow workflow, List<InputFile> inputs) {
    StringBuilder identity =
        new StringBuilder(Version.software()).append('\n').append(workflow.specHash());
    for (InputFile input : inputs) {
      identity
          .append('\n')
          .append(input.name())
          .append(' ')
          .append(input.bytes())
          .append(' ')
          .append(input.version());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void checkSelection(Selection selection, InputFiles inputs)
      throws BadDataException {
    List<Observation> observations = inputs.observations();
    int windows = observations.stream().mapToInt(o -> o.windows().size()).max().orElse(0);
    int channels =
        observations.stream()
            .flatMap(o -> o.windows().stream())
            .mapToInt(window -> window.channels())
            .max()
            .orElse(0);
    if (selection.windows().isPresent() && selection.windows().get().highest() >= windows) {
      throw missing("windows", selection.windows().get(), "spectral windows", windows, inputs);
    }
    if (selection.channels().isPresent() && selection.channels().get().highest() >= channels) {
      throw missing("channels", selection.channels().get(), "channels a window", channels, inputs);
    }
  }

  /** Antennas that a workflow names are in its files. */
  private static void checkAntennas(WorkflowSpec spec, InputFiles inputs) throws BadDataException {
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("selection.excludeAntennas", spec.selection().excludeAntennas());
    named.put(
        "image.weighting.antennas",
        spec.image().weighting().antennas().stream().map(AntennaFactor::antenna).toList());
    if (spec.selfCalibrate().isPresent()) {
      SelfCalibrate calibration = spec.selfCalibrate().get();
      named.put("selfCalibrate.referenceAntenna", calibration.referenceAntenna().stream().toList());
      named.put(
          "selfCalibrate.amplitude.antennas",
          calibration.amplitude().map(AmplitudeCalibration::antennas).orElse(List.of()));
    }
    List<String> known = AntennaIndex.of(inputs.observations()).names();
    for (Map.Entry<String, List<String>> field : named.entrySet()) {
      for (String name : field.getValue()) {
        if (!known.contains(name)) {
          throw new BadDataException(
              "%s: spec.%s: no antenna is called '%s'; there are %s"
                  .formatted(inputs.first(), field.getKey(), name, String.join(", ", known)));
        }
      }
    }
  }

  private static BadDataException missing(
      String field, Object value, String what, int count, InputFiles inputs) {
    return new BadDataException(
        "%s: spec.selection.%s is %s, but the data have %d %s, counted from 0"
            .formatted(inputs.first(), field, value, count, what));
  }
}
