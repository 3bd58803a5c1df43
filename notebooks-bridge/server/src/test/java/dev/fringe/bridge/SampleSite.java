package dev.fringe.bridge;

import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.cutout.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A program: a service over images whose coordinates are hard, off centre, at right ascension 0,
 * near the pole, oblong, of cubes, for clients written by others; until its input ends. Prints its
 * address.
 */
public final class SampleSite {

  private SampleSite() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("fringe-sample-site");
    Map<String, Content> files = new HashMap<>();
    add(files, "centre.fits", TestImage.of(600, 400, 150, 30, 300, 200, 1e-3), 150, 30, 0.7);
    add(files, "zero.fits", TestImage.of(600, 400, 0.02, -10, 300, 200, 1e-3), 0.02, -10, 0.7);
    add(files, "pole.fits", TestImage.of(401, 900, 10, 89.9, 201, 450, 1e-3), 10, 89.9, 0.9);
    add(files, "aside.fits", TestImage.of(500, 500, 80, -45, -3000.25, 2500.5, 2e-3), 70, -49, 1.4);
    add(files, "cube.fits", TestImage.cube(100, 80, 10, 4).withBeams(), 150, 30, 0.1);
    try (TestSite site = TestSite.in(folder)) {
      site.publish("demo:set", files);
      System.out.println(site.address());
      while (System.in.read() >= 0) {
        // Until whoever started it closes the pipe.
      }
    }
  }

  private static void add(
      Map<String, Content> files, String name, TestImage image, double ra, double dec, double fov) {
    Map<String, Object> metadata = new HashMap<>(TestSite.image(name, ra, dec, fov));
    if (name.equals("cube.fits")) {
      metadata.put("dataproduct_type", "cube");
      metadata.put("pol_states", "/I/Q/U/V/");
    }
    metadata.put("em_min", 0.2969);
    metadata.put("em_max", 0.3);
    files.put(name, new Content(image.bytes(), metadata));
  }
}
