package dev.fringe.storage.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.product.ProductMetadata.Access;
import dev.fringe.storage.product.ProductMetadata.Identity;
import dev.fringe.storage.product.ProductMetadata.Instrument;
import dev.fringe.storage.product.ProductMetadata.SkyCoverage;
import dev.fringe.storage.product.ProductMetadata.SpectralCoverage;
import dev.fringe.storage.product.ProductMetadata.TimeCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductMetadataTest {

  private static final Did IMAGE = Did.of("demo", "m87/image.fits");

  @TempDir Path folder;

  private static ProductMetadata m87() {
    return new ProductMetadata(
        new Identity("image", "restored", 3, "fringe", "3601", IMAGE),
        "M87",
        new SkyCoverage(187.7059, 12.3911, 1e-7, 2e-5),
        new TimeCoverage(57849.0, 57849.4, 18000),
        SpectralCoverage.ofFrequencies(226e9, 230e9),
        List.of("I", "Q"),
        new Instrument("EHT", ""),
        new Access("image/fits", 4_196_160),
        List.of(Did.of("eht", "SR1_M87.uvfits")));
  }

  @Test
  void theMapSpeaksObsCore() {
    Map<String, Object> map = m87().toMap();
    assertEquals("image", map.get("dataproduct_type"));
    assertEquals("demo:m87/image.fits", map.get("obs_publisher_did"));
    assertEquals("/I/Q/", map.get("pol_states"));
    assertEquals(299792458.0 / 230e9, map.get("em_min"));
    assertEquals(299792458.0 / 226e9, map.get("em_max"));
    assertEquals(4197L, map.get("access_estsize"));
    assertEquals(List.of("eht:SR1_M87.uvfits"), map.get("progenitors"));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    ProductMetadata bare =
        new ProductMetadata(
            new Identity("image", "", 3, "", "", IMAGE),
            "",
            SkyCoverage.UNKNOWN,
            TimeCoverage.UNKNOWN,
            SpectralCoverage.UNKNOWN,
            List.of(),
            new Instrument("", ""),
            new Access("image/fits", 0),
            List.of());
    assertEquals(
        List.of(
            "dataproduct_type",
            "calib_level",
            "obs_publisher_did",
            "access_format",
            "access_estsize"),
        List.copyOf(bare.toMap().keySet()));
    assertFalse(bare.toJson().contains("NaN"), bare.toJson());
  }

  @Test
  void itIsAttachedToThePublishedFile() throws IOException {
    Path source = Files.writeString(folder.resolve("image.fits"), "SIMPLE");
    try (LocalDataLake lake = LocalDataLake.at(folder.resolve("lake"))) {
      PublishedFile file = new PublishedFile(IMAGE, source, m87().toMap());
      lake.publish(Publication.of(Did.of("demo", "m87"), List.of(file), List.of()));
    }
    try (LocalDataLake lake = LocalDataLake.at(folder.resolve("lake"))) {
      ObjectMapper json = new ObjectMapper();
      assertEquals(
          json.readTree(m87().toJson()),
          json.readTree(json.writeValueAsString(lake.metadata(IMAGE))));
    }
  }

  @Test
  void aCalibrationLevelBeyondObsCoreIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Identity("image", "", 5, "", "", IMAGE));
  }
}
