package dev.fringe.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules: imaging &lt;- storage &lt;- pipelines -&gt; workflow. */
@AnalyzeClasses(packages = "dev.fringe", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule imagingKnowsNothingOfTheRest =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fringe.storage..", "dev.fringe.pipelines..", "dev.fringe.workflow..");

  @ArchTest
  static final ArchRule imagingIsPureMathematics =
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

  @ArchTest
  static final ArchRule storageKnowsImagingOnly =
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

  @ArchTest
  static final ArchRule theWorkflowStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.fringe.pipelines..", "dev.fringe.storage..", "dev.fringe.imaging..");

  @ArchTest
  static final ArchRule pipelinePackagesHaveNoCircles =
      slices().matching("dev.fringe.pipelines.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule storagePackagesHaveNoCircles =
      slices().matching("dev.fringe.storage.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule imagingPackagesHaveNoCircles =
      slices().matching("dev.fringe.imaging.(*)..").should().beFreeOfCycles();
}
