package dev.fringe.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.image.ImageFitsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The products of a run in a folder, read back. */
record Products(Path folder, String name) {

  static final Set<String> KINDS =
      Set.of(
          "dirty.fits",
          "psf.fits",
          "model.fits",
          "residual.fits",
          "image.fits",
          "image.png",
          "sources.csv",
          "summary.json",
          "provenance.json",
          "ska-data-product.yaml");

  /** What stands in the folder, without the name of the run. */
  Set<String> kinds() throws IOException {
    Set<String> kinds = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> kinds.add(file.getFileName().toString().replace(name + "-", "")));
    }
    return kinds;
  }

  Path file(String kind) {
    return folder.resolve(name + "-" + kind);
  }

  FitsHeader header(String kind) throws IOException {
    try (ImageFitsReader reader = ImageFitsReader.open(file(kind))) {
      return reader.header();
    }
  }

  /** All planes, one after the other. */
  float[] pixels(String kind) throws IOException {
    try (ImageFitsReader reader = ImageFitsReader.open(file(kind))) {
      return reader.read(0, (int) reader.pixels());
    }
  }

  JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(file("summary.json").toFile());
  }

  /** The list of sources, a map from column to value each. */
  List<Map<String, String>> sources() throws IOException {
    List<String> lines = Files.readAllLines(file("sources.csv"));
    String[] columns = lines.getFirst().split(",");
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String[] values = line.split(",");
              Map<String, String> source = new TreeMap<>();
              for (int i = 0; i < columns.length; i++) {
                source.put(columns[i], values[i]);
              }
              return source;
            })
        .toList();
  }

  /** The source nearest to a place. */
  Map<String, String> nearest(double l, double m) throws IOException {
    return sources().stream()
        .min(
            (a, b) ->
                Double.compare(
                    Math.hypot(number(a, "l") - l, number(a, "m") - m),
                    Math.hypot(number(b, "l") - l, number(b, "m") - m)))
        .orElseThrow(() -> new AssertionError("no source was found"));
  }

  static double number(Map<String, String> source, String column) {
    return Double.parseDouble(source.get(column));
  }

  /** Index of the brightest pixel. */
  static int brightest(float[] pixels) {
    int best = 0;
    for (int i = 1; i < pixels.length; i++) {
      best = pixels[i] > pixels[best] ? i : best;
    }
    return best;
  }

  static double rms(float[] pixels) {
    double squares = 0;
    for (float pixel : pixels) {
      squares += (double) pixel * pixel;
    }
    return Math.sqrt(squares / pixels.length);
  }

  static float[] plane(float[] planes, int number, int of) {
    int size = planes.length / of;
    return Arrays.copyOfRange(planes, number * size, (number + 1) * size);
  }
}
