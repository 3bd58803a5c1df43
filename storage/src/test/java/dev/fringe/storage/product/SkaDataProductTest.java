package dev.fringe.storage.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.product.SkaDataProduct.Config;
import dev.fringe.storage.product.SkaDataProduct.Content;
import dev.fringe.storage.product.SkaDataProduct.ProductFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Judged by the published JSON schema of data products' metadata. */
class SkaDataProductTest {

  private static Map<String, Object> read() {
    SkaDataProduct product =
        new SkaDataProduct(
            "eb-fringe-20261124-00001",
            Map.of("intent", "image of M87"),
            new Config("pb-fringe-20261124-00001", "fringe-run", "Fringe 0.1"),
            List.of(
                new ProductFile(
                    "m87-image.fits", "Restored image", Optional.of(new Content("00012345", 1))),
                new ProductFile("m87-provenance.json", "Provenance", Optional.empty())),
            ProductMetadataTest.m87());
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(product.toYaml());
  }

  @Test
  void theSchemasKeysAreThere() {
    Map<String, Object> yaml = read();
    assertEquals(
        List.of("interface", "execution_block", "context", "config", "files", "obscore"),
        List.copyOf(yaml.keySet()));
    assertEquals("http://schema.skao.int/ska-data-product-meta/0.1", yaml.get("interface"));
    Map<?, ?> config = (Map<?, ?>) yaml.get("config");
    assertTrue(
        config
            .keySet()
            .containsAll(
                List.of(
                    "processing_block",
                    "processing_script",
                    "image",
                    "version",
                    "commit",
                    "cmdline")));
  }

  @Test
  void aFileHasItsSumAsTextAndItsSizeInThousands() {
    List<?> files = (List<?>) read().get("files");
    Map<?, ?> image = (Map<?, ?>) files.getFirst();
    assertEquals("00012345", image.get("crc"));
    assertEquals(1, image.get("size"));
    assertEquals("done", image.get("status"));
    assertFalse(((Map<?, ?>) files.getLast()).containsKey("size"), "not known of a later file");
  }

  @Test
  void obscoreHasTheColumnsOfTheSchemaOnly() {
    Map<?, ?> obscore = (Map<?, ?>) read().get("obscore");
    assertFalse(obscore.containsKey("progenitors"));
    assertInstanceOf(Double.class, obscore.get("s_ra"));
    assertInstanceOf(Integer.class, obscore.get("calib_level"));
    assertInstanceOf(Double.class, obscore.get("s_pixel_scale"), "2.0E-6 is a number to YAML 1.1");
  }
}
