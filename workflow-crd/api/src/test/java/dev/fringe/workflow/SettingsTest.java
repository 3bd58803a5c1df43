package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.ImageSize;
import dev.fringe.workflow.value.Threshold;
import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the command line lie over the file and are judged as the file is. */
class SettingsTest {
  private static final String BASE =
      """
      inputs: [{file: a.uvfits}]
      image: {size: 1024, cell: 2 arcsec}
      publish: {scope: demo, rules: [{rses: A}]}
      """;

  @Test
  void aSettingReplacesAValue() {
    assertEquals(Optional.of(ImageSize.square(512)), with("image.size=512").image().size());
    assertEquals(
        Optional.of(Angle.ofArcseconds(1e-6)), with("spec.image.cell=1uas").image().cell());
    assertEquals(new Threshold.Sigmas(5), with("clean.threshold=5 sigma").clean().threshold());
    assertEquals("b=c.uvfits", with("inputs[0].file=b=c.uvfits").inputs().getFirst().file().get());
  }

  @Test
  void whatIsMissingAboveTheValueIsMade() {
    assertEquals(
        Optional.of(Angle.ofArcseconds(5)),
        with("image.weighting.taper=5 arcsec").image().weighting().taper());
    assertEquals(2, with("inputs[1].did=x:y").inputs().size());
    assertEquals(2, with("publish.rules[1]={rses: B, copies: 2}").publish().get().rules().size());
  }

  @Test
  void settingsAreTakenInTheirOrder() {
    assertEquals(
        ImageSize.square(256),
        with("image.size=512", "image.size=256").image().size().orElseThrow());
  }

  @Test
  void anEmptyValueTakesAFieldBackToItsDefault() {
    assertEquals(Optional.empty(), with("image.cell=").image().cell());
    assertEquals(Optional.empty(), with("publish=").publish());
    assertEquals(List.of(), with("publish.rules=[]").publish().orElseThrow().rules());
  }

  @Test
  void theNameCanBeSet() {
    Workflow workflow =
        WorkflowReader.read(
            "w.yaml", WorkflowReaderTest.withSpec(BASE), List.of("metadata.name=other"));
    assertEquals("other", workflow.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image.size=511             | spec.image.size      | is odd",
        "image.cel=1 arcsec         | spec.image.cel       | did you mean cell?",
        "imag.size=512              | spec.imag            | did you mean image?",
        "image.size.width=512       | spec.image.size      | in which width cannot be set",
        "image[0]=512               | spec.image           | has no items to set",
        "inputs[2].file=c           | spec.inputs[2]       | the next index is 1",
        "inputs[0].did=x:y          | spec.inputs[0]       | names 2 sources",
        "image.cell=1               | spec.image.cell      | it has no unit",
        "image.size                 | ''                   | write path=value",
        "=5                         | ''                   | write path=value",
        "image..size=5              | ''                   | write path=value",
        "inputs[x].file=5           | ''                   | write path=value",
        "image={size: 5             | ''                   | is not YAML",
        "image.size=!!java.io.File x| ''                   | is not allowed"
      })
  void aFaultySettingIsToldByItsOwnText(String setting, String path, String words) {
    List<Fault> faults = assertThrows(WorkflowException.class, () -> with(setting)).faults();
    Fault fault = faults.getFirst();
    assertEquals(path, fault.path());
    assertTrue(fault.message().contains(words), fault::toString);
    boolean concernsBoth = words.startsWith("names 2");
    assertEquals(concernsBoth ? "w.yaml:5" : "--set " + setting, fault.origin().toString());
  }

  private static WorkflowSpec with(String... settings) {
    return WorkflowReader.read("w.yaml", WorkflowReaderTest.withSpec(BASE), List.of(settings))
        .spec();
  }
}
