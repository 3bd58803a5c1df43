package dev.fringe.storage.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.store.VisibilityStore.Item;
import dev.fringe.storage.store.VisibilityStore.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run keeps is there for the next one of the same workflow, and for no other. */
abstract class VisibilityStoreContract {

  record CycleState(int cycle, double peakJy, List<String> parts) {}

  VisibilityStore store;

  /** The store that the test is about, as another worker would open it. */
  abstract VisibilityStore open(String workflow) throws IOException;

  /** The same, as who starts a run does. */
  abstract VisibilityStore openOrStartAfresh(String workflow) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open("workflow-a");
  }

  @Test
  void anImageComesBackBitByBit() throws IOException {
    float[] image = {1.5f, -0.0f, Float.NaN, Float.MIN_VALUE, 3e38f};
    store.putImage("cycle-1/residual", image);
    assertArrayEquals(image, store.getImage("cycle-1/residual"));
    double[] fine = {Math.PI, 1e-300};
    store.putImage("fine", fine);
    assertArrayEquals(fine, store.getDoubleImage("fine"));
    assertThrows(BadDataException.class, () -> store.getImage("fine"));
  }

  @Test
  void partialImagesAddUp() throws IOException {
    int pixels = 100_003;
    float[] wanted = new float[pixels];
    for (int part = 0; part < 3; part++) {
      float[] image = new float[pixels];
      for (int i = 0; i < pixels; i++) {
        image[i] = part * 10 + i % 7;
        wanted[i] += image[i];
      }
      store.putImage("partial/" + part, image);
    }
    float[] sum = new float[pixels];
    for (String name : store.list(Kind.IMAGE, "partial/")) {
      store.addImageInto(name, sum);
    }
    assertArrayEquals(wanted, sum);
    assertThrows(
        IllegalArgumentException.class, () -> store.addImageInto("partial/0", new float[5]));
  }

  @Test
  void whatOneWorkerPackedAnotherMaps() throws IOException {
    MemoryFloatSamples written = new MemoryFloatSamples(1001, 2, 7, 4);
    store.putSamples("range-0/slab-1", written);
    VisibilityStore other = open("workflow-a");
    assertEquals(List.of("range-0/slab-1"), other.list(Kind.SAMPLES, "range-0/"));
    try (StoredFloatSamples read = other.openSamples("range-0/slab-1")) {
      float[] weights = new float[1001];
      read.weights(0, 1001, weights, 0);
      assertArrayEquals(written.columns[3], weights);
    }
  }

  @Test
  void aRestartedRunFindsWhatWasFinished() throws IOException {
    CycleState state = new CycleState(3, 0.25, List.of("slab-0", "slab-1"));
    store.putJson("cycle-3/state", state);
    store.close();
    VisibilityStore again = openOrStartAfresh("workflow-a");
    assertEquals(state, again.getJson("cycle-3/state", CycleState.class));
  }

  @Test
  void anotherWorkflowIsRefusedOrStartsAfresh() throws IOException {
    store.putJson("state", List.of(1));
    store.putImage("psf", new float[4]);
    String message =
        assertThrows(StoreMismatchException.class, () -> open("workflow-b")).getMessage();
    assertTrue(message.contains("workflow-a") && message.contains("workflow-b"), message);
    VisibilityStore fresh = openOrStartAfresh("workflow-b");
    assertEquals(List.of(), fresh.contents());
    assertEquals("workflow-b", fresh.manifest().workflow());
    assertThrows(StoreMismatchException.class, () -> open("workflow-a"));
  }

  @Test
  void itemsAreListedByKindAndDeleted() throws IOException {
    store.putImage("b/2", new float[1]);
    store.putImage("b/1", new float[1]);
    store.putImage("a", new float[1]);
    store.putJson("a", 1);
    assertEquals(List.of("a", "b/1", "b/2"), store.list(Kind.IMAGE, ""));
    assertEquals(List.of("b/1", "b/2"), store.list(Kind.IMAGE, "b/"));
    assertEquals(
        List.of("IMAGE a", "IMAGE b/1", "IMAGE b/2", "DOCUMENT a"),
        store.contents().stream().map(VisibilityStoreContract::kindAndName).toList());
    store.delete(Kind.IMAGE, "a");
    store.delete(Kind.IMAGE, "a");
    assertFalse(store.exists(Kind.IMAGE, "a"));
    assertTrue(store.exists(Kind.DOCUMENT, "a"));
    assertThrows(NoSuchFileException.class, () -> store.getImage("a"));
  }

  private static String kindAndName(Item item) {
    return item.kind() + " " + item.name();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../psf", "/psf", "a//b", "a/", "a/..", ".hidden", "a/.b", "a\\b", "a b", "ä"})
  void aNameThatCouldLeaveTheStoreIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> store.putImage(name, new float[1]));
    assertThrows(IllegalArgumentException.class, () -> store.exists(Kind.DOCUMENT, name));
  }

  @Test
  void aDocumentThatIsNotWhatWasAskedForIsNamed() throws IOException {
    store.putJson("state", List.of("no", "state"));
    String message =
        assertThrows(BadDataException.class, () -> store.getJson("state", CycleState.class))
            .getMessage();
    assertTrue(message.contains("state.json") && message.contains("CycleState"), message);
  }

  @Test
  void readersSeeOneOfTwoImagesWhileTheyReplaceEachOther() throws IOException {
    int pixels = 50_000;
    store.putImage("model", filled(pixels, 0));
    try (Workers workers = Workers.of(4)) {
      workers.forEach(
          4,
          worker -> {
            try {
              for (int i = 0; i < 20; i++) {
                if (worker < 2) {
                  store.putImage("model", filled(pixels, worker));
                } else {
                  float[] read = store.getImage("model");
                  assertArrayEquals(filled(pixels, read[0]), read);
                }
              }
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    }
  }

  private static float[] filled(int pixels, float value) {
    float[] image = new float[pixels];
    Arrays.fill(image, value);
    return image;
  }
}
