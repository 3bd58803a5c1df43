package dev.fringe.pipelines.products;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.storage.lake.Did;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductKindTest {

  private static final Did DATASET = Did.parse("demo:night-1");

  @Test
  void inTheLakeAProductIsNamedAfterItsDatasetWithoutFolders() {
    assertEquals(Did.parse("demo:night-1-image.fits"), ProductKind.IMAGE.did(DATASET));
    assertEquals(
        Did.parse("demo:night-1-ska-data-product.yaml"), ProductKind.DATA_PRODUCT.did(DATASET));
    assertEquals(
        ProductKind.values().length,
        Arrays.stream(ProductKind.values())
            .map(kind -> kind.did(DATASET))
            .collect(Collectors.toSet())
            .size());
  }

  @ParameterizedTest
  @EnumSource
  void bothItsNamesTellWhatItIs(ProductKind kind) {
    assertEquals(Optional.of(kind), ProductKind.ofDid(DATASET, kind.did(DATASET)));
    assertEquals(Optional.of(kind), ProductKind.ofFile("m87", kind.fileName("m87")));
  }

  @Test
  void otherNamesAreNoProducts() {
    assertEquals(Optional.empty(), ProductKind.ofFile("m87", "m87-image.jpeg"));
    assertEquals(
        Optional.empty(), ProductKind.ofDid(DATASET, Did.parse("other:night-1-image.fits")));
  }
}
