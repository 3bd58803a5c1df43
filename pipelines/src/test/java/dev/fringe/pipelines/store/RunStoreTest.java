package dev.fringe.pipelines.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.MajorCycle;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.WorkflowReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  @TempDir Path folder;

  private ImagingRun run(String key) {
    return new ImagingRun(
        WorkflowReader.read(
            "test",
            """
            apiVersion: fringe.dev/v1alpha1
            kind: Workflow
            metadata: {name: test}
            spec: {inputs: [{file: a.uvfits}]}
            """),
        key,
        List.of(),
        List.of(),
        ImageGeometry.centred(4, 4, 1e-5),
        1,
        Location.of(folder.resolve("scratch")),
        "",
        Settings.none(),
        true,
        1,
        1,
        1,
        List.of());
  }

  @Test
  void whatAStepLeftIsThereWhenTheRunIsStartedAgain() throws Exception {
    Products products = new Products(List.of("a.fits"), Map.of("a.fits", "{}"), "{}");
    RunStore first = RunStore.begin(run("one"));
    first.save("step", products);
    first.putImage("cycle-0/residual-0", new float[] {1, 2, 3});

    RunStore again = RunStore.begin(run("one"));

    assertEquals(Optional.of(products), again.load("step", Products.class));
    assertArrayEquals(new float[] {1, 2, 3}, again.getImage("cycle-0/residual-0"));
    again.forget("step");
    assertFalse(again.has("step"));
    String lost =
        assertThrows(IOException.class, () -> again.require("step", Products.class)).getMessage();
    assertTrue(lost.contains("lost 'step'"), lost);
  }

  @Test
  void anotherRunInTheSameFolderStartsAfresh() throws Exception {
    RunStore.begin(run("one")).save("step", MajorCycle.none());

    assertFalse(RunStore.begin(run("two")).has("step"));
  }

  @Test
  void aFaultIsForgottenWhenTheRunIsStartedAgain() throws Exception {
    RunStore store = RunStore.begin(run("one"));
    store.saveFault("nothing to image");
    assertEquals(Optional.of("nothing to image"), RunStore.of(run("one")).fault());

    assertEquals(Optional.empty(), RunStore.begin(run("one")).fault());
  }

  @Test
  void productsAreReplacedAsAWholeAndRemovedWithTheRun() throws Exception {
    RunStore store = RunStore.begin(run("one"));
    for (String name : List.of("old.fits", "new.fits")) {
      Path made = store.newFolder();
      Files.writeString(made.resolve(name), name);
      store.putProducts(made);
    }

    assertFalse(Files.exists(store.product("old.fits")));
    assertTrue(Files.exists(store.product("new.fits")));
    store.remove();
    assertFalse(Files.exists(folder.resolve("scratch")));
  }

  @Test
  void classesThatAreNotOursAreRefused() throws Exception {
    Frozen foreign = Frozen.of(new File("anything"));

    assertThrows(IOException.class, () -> foreign.thaw(File.class));
    assertEquals(MajorCycle.none(), Frozen.of(MajorCycle.none()).thaw(MajorCycle.class));
    String other =
        assertThrows(IOException.class, () -> Frozen.of(MajorCycle.none()).thaw(Products.class))
            .getMessage();
    assertTrue(other.contains("another version"), other);
  }
}
