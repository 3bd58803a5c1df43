package dev.fringe.storage.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.product.ProductMetadata.Access;
import dev.fringe.storage.product.ProductMetadata.Identity;
import dev.fringe.storage.product.ProductMetadata.Instrument;
import dev.fringe.storage.product.ProductMetadata.Observable;
import dev.fringe.storage.product.ProductMetadata.Pixels;
import dev.fringe.storage.product.ProductMetadata.SkyCoverage;
import dev.fringe.storage.product.ProductMetadata.SpectralCoverage;
import dev.fringe.storage.product.ProductMetadata.TimeCoverage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ProductMetadataTest {

  private static final Did IMAGE = Did.of("demo", "m87/image.fits");

  @TempDir Path folder;

  static ProductMetadata m87() {
    return new ProductMetadata(
        new Identity(
            "image",
            "restored",
            3,
            "fringe",
            "3601",
            Optional.of(IMAGE),
            "M87: restored image",
            Optional.of(Instant.parse("2026-11-23T22:00:01.5Z"))),
        "M87",
        new SkyCoverage(
            187.7059,
            12.3911,
            1e-7,
            List.of(
                SkyPosition.ofDegrees(188, 12.5),
                SkyPosition.ofDegrees(188, 12),
                SkyPosition.ofDegrees(187.5, 12.25)),
            1.5e-5,
            2e-5),
        new TimeCoverage(57849.0, 57849.4, 18000),
        SpectralCoverage.ofFrequencies(226e9, 230e9),
        List.of("I", "Q"),
        new Observable("phot.flux.density;em.radio", "Jy/beam"),
        Pixels.ofImage(256, 128, 2e-6),
        new Instrument("EHT", "correlator"),
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
    assertEquals(57.0, map.get("em_res_power"));
    assertEquals(4197L, map.get("access_estsize"));
    assertEquals(2e-5, map.get("s_resolution"));
    assertEquals(1.5e-5, map.get("s_resolution_min"));
    assertEquals("2026-11-23T22:00:01", map.get("obs_creation_date"));
    assertEquals(
        "POLYGON ICRS 188.0000000000 12.5000000000 188.0000000000 12.0000000000"
            + " 187.5000000000 12.2500000000",
        map.get("s_region"));
    assertEquals(List.of("eht:SR1_M87.uvfits"), map.get("progenitors"));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "obscore-1.1.csv", numLinesToSkip = 1)
  void everyColumnOfObsCoreIsFilledWithItsType(String column, String type, String need) {
    Object value = m87().toMap().get(column);
    if (value == null) {
      assertFalse(need.equals("mandatory"), column + " is mandatory, but not there");
      return;
    }
    switch (type) {
      case "string" -> assertInstanceOf(String.class, value, column);
      case "double" -> assertInstanceOf(Double.class, value, column);
      case "integer" -> assertTrue(value instanceof Integer || value instanceof Long, column);
      default -> throw new IllegalArgumentException(type);
    }
  }

  @Test
  void noColumnIsInventedBesideTheProgenitors() throws IOException {
    Set<String> known = new HashSet<>(Set.of("progenitors"));
    try (InputStream csv = ProductMetadataTest.class.getResourceAsStream("obscore-1.1.csv")) {
      new String(csv.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> known.add(line.split(",")[0]));
    }
    Set<String> told = new HashSet<>(m87().toMap().keySet());
    told.removeAll(known);
    assertEquals(Set.of(), told);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    ProductMetadata bare =
        new ProductMetadata(
            new Identity("image", "", 3, "", "", Optional.empty(), "", Optional.empty()),
            "",
            SkyCoverage.UNKNOWN,
            TimeCoverage.UNKNOWN,
            SpectralCoverage.UNKNOWN,
            List.of(),
            Observable.NONE,
            Pixels.NONE,
            new Instrument("", ""),
            new Access("image/fits", 0),
            List.of());
    assertEquals(
        List.of("dataproduct_type", "calib_level", "access_format", "access_estsize"),
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
    assertThrows(
        IllegalArgumentException.class,
        () -> new Identity("image", "", 5, "", "", Optional.empty(), "", Optional.empty()));
  }
}
