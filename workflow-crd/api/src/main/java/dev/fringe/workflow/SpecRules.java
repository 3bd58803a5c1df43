package dev.fringe.workflow;

import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.ImageSize;
import dev.fringe.workflow.value.Threshold;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no field can tell alone: combinations that contradict themselves. */
public final class SpecRules {
  private final YamlNode document;
  private final String above;
  private final Faults faults;

  private SpecRules(YamlNode document, String above, Faults faults) {
    this.document = document;
    this.above = above;
    this.faults = faults;
  }

  /**
   * Notes the faults of a spec; rules that look at a faulty field are passed over.
   *
   * @param above what stands before {@code spec} in paths of the document, with a dot; or nothing
   */
  public static void check(WorkflowSpec spec, YamlNode document, String above, Faults faults) {
    SpecRules rules = new SpecRules(document, above, faults);
    rules.everyInputHasOneSource(spec.inputs());
    rules.noInputTwice(spec.inputs());
    rules.imageFitsTheSky(spec.image());
    rules.onlyBriggsIsRobust(spec.image().weighting());
    rules.cleaningHasAPsf(spec);
    rules.maskIsNoLowerThanTheThreshold(spec.clean());
    rules.noAntennaWeighsTwice(spec.image().weighting());
    spec.selfCalibrate()
        .ifPresent(calibration -> new CalibrationRules(rules::refuse).check(calibration, spec));
    spec.publish().ifPresent(rules::rulesDiffer);
    rules.oneProcessHasSoManyThreads(spec.engine());
  }

  private void everyInputHasOneSource(List<Input> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      String path = "spec.inputs[" + i + "]";
      long sources =
          Stream.of(input.file(), input.did(), input.prefix()).filter(Optional::isPresent).count();
      if (sources != 1) {
        refuse(
            path,
            (sources == 0 ? "names no source" : "names " + sources + " sources")
                + ": write exactly one of file, did and prefix");
      } else if (input.pattern().isPresent() && input.prefix().isEmpty()) {
        refuse(path + ".pattern", "has a meaning only with prefix: leave it out, or write prefix");
      } else if (input.file().filter(file -> file.endsWith("/")).isPresent()) {
        refuse(path + ".file", "is a folder: write prefix instead of file");
      }
    }
  }

  private void noInputTwice(List<Input> inputs) {
    Set<Input> seen = new HashSet<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (!seen.add(inputs.get(i))) {
        refuse(
            "spec.inputs[" + i + "]",
            "stands there twice, and would count twice: keep one of them");
      }
    }
  }

  private void imageFitsTheSky(ImageSpec image) {
    if (image.size().isEmpty() || image.cell().isEmpty()) {
      return;
    }
    ImageSize size = image.size().get();
    double cell = image.cell().get().radians();
    // The corner of a SIN projection must be a direction: l² + m² < 1.
    double corner = cell * Math.hypot(size.width() / 2, size.height() / 2);
    if (corner >= 1) {
      Angle largest = Angle.ofRadians(cell / corner);
      refuse(
          "spec.image.cell",
          String.format(
              Locale.ROOT,
              "\"%s\" is too large: %s pixels of it reach beyond the celestial sphere; with this"
                  + " size write a cell below %.6g arcsec, or a smaller size",
              image.cell().get(),
              size.width() + " x " + size.height(),
              largest.arcseconds()));
    }
  }

  private void onlyBriggsIsRobust(Weighting weighting) {
    if (weighting.scheme() != Weighting.Scheme.BRIGGS && weighting.robust().isPresent()) {
      refuse(
          "spec.image.weighting.robust",
          "has a meaning only with the scheme briggs, and the scheme is "
              + weighting.scheme()
              + ": leave it out, or write scheme: briggs");
    }
  }

  private void noAntennaWeighsTwice(Weighting weighting) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < weighting.antennas().size(); i++) {
      String antenna = weighting.antennas().get(i).antenna();
      if (!seen.add(antenna)) {
        refuse(
            "spec.image.weighting.antennas[" + i + "].antenna",
            "\"" + antenna + "\" stands there twice: write one factor for it");
      }
    }
  }

  private void cleaningHasAPsf(WorkflowSpec spec) {
    if (!spec.image().wantsPsf() && spec.clean().algorithm() != Clean.Algorithm.NONE) {
      refuse(
          "spec.image.psf",
          "may be skipped only with clean.algorithm: none, for cleaning and self-calibration need"
              + " the PSF: leave psf out, or write algorithm: none");
    }
  }

  private void maskIsNoLowerThanTheThreshold(Clean clean) {
    clean
        .autoMask()
        .ifPresent(
            mask -> {
              if (mask.jansky(1) <= 0) {
                refuse(
                    "spec.clean.autoMask",
                    "\"" + mask + "\" masks nothing: write more than 0, such as \"5 sigma\"");
              } else if (!faults.touch(above + "spec.clean.threshold")
                  && comparable(mask, clean.threshold())
                  && mask.jansky(1) < clean.threshold().jansky(1)) {
                refuse(
                    "spec.clean.autoMask",
                    "\""
                        + mask
                        + "\" is below the threshold, \""
                        + clean.threshold()
                        + "\", where cleaning ends: write at least that");
              }
            });
  }

  private static boolean comparable(Threshold a, Threshold b) {
    return a.getClass() == b.getClass();
  }

  private void rulesDiffer(Publish publish) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < publish.rules().size(); i++) {
      ReplicationRule rule = publish.rules().get(i);
      String path = "spec.publish.rules[" + i + "]";
      if (!seen.add(rule.copies() + " " + rule.rses())) {
        refuse(path, "asks for the same copies as a rule before it: keep one of them");
      }
      if (!hasBalancedParentheses(rule.rses())) {
        refuse(
            path + ".rses",
            "\"" + rule.rses() + "\" is no RSE expression: its parentheses do not match");
      }
    }
  }

  private void oneProcessHasSoManyThreads(Engine engine) {
    long both = (long) engine.parallelism().orElse(1) * engine.threads().orElse(1);
    if (engine.mode() == Engine.Mode.EMBEDDED && both > 4096) {
      refuse(
          "spec.engine.threads",
          "asks for " + both + " threads in one process, with this parallelism: write fewer");
    }
  }

  private static boolean hasBalancedParentheses(String expression) {
    int open = 0;
    for (int i = 0; i < expression.length(); i++) {
      char letter = expression.charAt(i);
      open += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }

  private void refuse(String pathInWorkflow, String message) {
    String path = above + pathInWorkflow;
    if (!faults.touch(path)) {
      YamlNode node = document.at(path);
      faults.add(path, node, message);
    }
  }
}
