package dev.fringe.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the modules: imaging &lt;- storage &lt;- pipelines -&gt; workflow. */
class ArchitectureTest {

  private static final ArchRule imagingKnowsNothingOfTheRest =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fringe.storage..", "dev.fringe.pipelines..", "dev.fringe.workflow..");

  private static final ArchRule imagingIsPureMathematics =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache..",
              "com.fasterxml..",
              "nom.tam..",
              "picocli..",
              "java.nio.file..",
              "java.net..");

  private static final ArchRule storageKnowsImagingOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fringe.pipelines..",
              "dev.fringe.workflow..",
              "org.apache.beam..",
              "org.apache.flink..");

  private static final ArchRule theWorkflowStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fringe.pipelines..", "dev.fringe.storage..", "dev.fringe.imaging..");

  private static final ArchRule pipelinePackagesHaveNoCircles =
      slices().matching("dev.fringe.pipelines.(*)..").should().beFreeOfCycles();

  private static final ArchRule storagePackagesHaveNoCircles =
      slices().matching("dev.fringe.storage.(*)..").should().beFreeOfCycles();

  private static final ArchRule imagingPackagesHaveNoCircles =
      slices().matching("dev.fringe.imaging.(*)..").should().beFreeOfCycles();

  /** By JUnit itself: under Surefire, ArchUnit's own engine found these rules and ran none. */
  @TestFactory
  Stream<DynamicTest> rules() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fringe");
    assertTrue(classes.contain("dev.fringe.storage.lake.DataLake"), "no classes were found");
    return Map.of(
            "imagingKnowsNothingOfTheRest",
            imagingKnowsNothingOfTheRest,
            "imagingIsPureMathematics",
            imagingIsPureMathematics,
            "storageKnowsImagingOnly",
            storageKnowsImagingOnly,
            "theWorkflowStandsAlone",
            theWorkflowStandsAlone,
            "pipelinePackagesHaveNoCircles",
            pipelinePackagesHaveNoCircles,
            "storagePackagesHaveNoCircles",
            storagePackagesHaveNoCircles,
            "imagingPackagesHaveNoCircles",
            imagingPackagesHaveNoCircles)
        .entrySet()
        .stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }
}
