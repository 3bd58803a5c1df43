package dev.fringe.bridge;

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

/** The arrows to and in this module: storage &lt;- notebooks-bridge. */
class ArchitectureTest {

  private static final ArchRule nobodyKnowsTheBridge =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fringe.storage..", "dev.fringe.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.fringe.bridge..");

  private static final ArchRule theBridgeKnowsNoPipelines =
      noClasses()
          .that()
          .resideInAPackage("dev.fringe.bridge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.fringe.pipelines..", "org.apache.beam..", "org.apache.flink..");

  private static final ArchRule packagesHaveNoCircles =
      slices().matching("dev.fringe.bridge.(*)..").should().beFreeOfCycles();

  @TestFactory
  Stream<DynamicTest> rules() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fringe");
    assertTrue(classes.contain("dev.fringe.bridge.Bridge"), "no classes were found");
    assertTrue(classes.contain("dev.fringe.storage.lake.DataLake"), "storage was not found");
    return Map.of(
            "nobodyKnowsTheBridge", nobodyKnowsTheBridge,
            "theBridgeKnowsNoPipelines", theBridgeKnowsNoPipelines,
            "packagesHaveNoCircles", packagesHaveNoCircles)
        .entrySet()
        .stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }
}
