package dev.fringe.pipelines.elements;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.Settings;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.workflow.Workflow;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that every task of a run must know: decided before the job starts, the same on every
 * worker.
 *
 * @param workflow the effective workflow
 * @param key hash of what decides the products' pixels, and of the inputs; the run's identity
 * @param inputs the visibility files
 * @param observations what each file says of itself
 * @param geometry of the image, of which size and cell may have been derived
 * @param longestWavelengths longest baseline, about, at the highest frequency
 * @param scratch of this run: a folder that every worker sees, or an address
 * @param lake absolute path of the local data lake; empty where nothing is published
 * @param settings how stores and lakes are reached, without secrets: workers find those themselves
 * @param isInOneProcess whether the engine is embedded, and all tasks share this process
 * @param slabs how many slabs of w are worked on side by side
 * @param threads of each task's kernels
 * @param memoryBytes that one task may use for grids
 * @param derived what was derived and from what, a line each, for the log and the summary
 */
public record ImagingRun(
    Workflow workflow,
    String key,
    List<InputFile> inputs,
    List<Observation> observations,
    ImageGeometry geometry,
    double longestWavelengths,
    Location scratch,
    String lake,
    Settings settings,
    boolean isInOneProcess,
    int slabs,
    int threads,
    long memoryBytes,
    List<String> derived)
    implements Serializable {

  public ImagingRun {
    inputs = List.copyOf(inputs);
    observations = List.copyOf(observations);
    derived = List.copyOf(derived);
  }

  /** What messages call the inputs. */
  public String inputNames() {
    return String.join(", ", inputs.stream().map(InputFile::name).toList());
  }

  /** The same run of inputs that have lost some of their replicas. */
  public ImagingRun withInputs(List<InputFile> others) {
    return new ImagingRun(
        workflow,
        key,
        others,
        observations,
        geometry,
        longestWavelengths,
        scratch,
        lake,
        settings,
        isInOneProcess,
        slabs,
        threads,
        memoryBytes,
        derived);
  }

  /** The products' polarisations, as the combiner of correlations reads them. */
  public String products() {
    return workflow.spec().image().stokes().toString();
  }

  public int polarisations() {
    return workflow.spec().image().stokes().planes().size();
  }

  /** Whether the PSF is gridded along with the dirty image. */
  public boolean makesPsf() {
    return workflow.spec().image().wantsPsf();
  }
}
