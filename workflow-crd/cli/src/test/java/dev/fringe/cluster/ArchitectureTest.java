package dev.fringe.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The arrows of the cluster's side: workflow &lt;- client, workflow &lt;- operator &lt;- sources
 * -&gt; storage.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fringe");

  @Test
  void theOperatorKnowsNoStorage() {
    assertTrue(CLASSES.contain("dev.fringe.operator.FringeOperator"), "no classes were found");
    noClasses()
        .that()
        .resideInAPackage("dev.fringe.operator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fringe.storage..",
            "dev.fringe.rucio..",
            "dev.fringe.sources..",
            "dev.fringe.cluster..")
        .check(CLASSES);
  }

  @Test
  void theClientKnowsNobodyWhoUsesIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.fringe.cluster.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fringe.cluster",
            "dev.fringe.operator..",
            "dev.fringe.sources..",
            "dev.fringe.storage..")
        .check(CLASSES);
  }

  @Test
  void decisionsKnowNoCluster() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.fringe.operator.core..", "dev.fringe.operator.schedule.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "java.net..", "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void sourcesReadNoFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.fringe.sources..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fringe.imaging..",
            "dev.fringe.storage.fits..",
            "dev.fringe.storage.store..",
            "dev.fringe.cluster..")
        .check(CLASSES);
  }
}
