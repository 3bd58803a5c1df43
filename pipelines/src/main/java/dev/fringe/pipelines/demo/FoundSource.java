package dev.fringe.pipelines.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A line of a run's list of sources, as far as a comparison needs it.
 *
 * @param l direction cosine towards the east; likewise m, north
 * @param majorArcsec longer axis as it appears in the image, the beam included
 */
public record FoundSource(
    double l, double m, double fluxJy, double fluxErrorJy, double majorArcsec) {

  static List<FoundSource> read(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> columns = Arrays.asList(lines.getFirst().split(","));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(
            values ->
                new FoundSource(
                    number(values, columns, "l"),
                    number(values, columns, "m"),
                    number(values, columns, "flux_jy"),
                    number(values, columns, "flux_error_jy"),
                    number(values, columns, "major_arcsec")))
        .toList();
  }

  private static double number(String[] values, List<String> columns, String name) {
    return Double.parseDouble(values[columns.indexOf(name)]);
  }
}
