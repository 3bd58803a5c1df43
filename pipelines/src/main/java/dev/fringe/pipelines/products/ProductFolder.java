package dev.fringe.pipelines.products;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.storage.image.ImageFitsWriter;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of one run's products, each with its metadata. */
final class ProductFolder {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final String name;
  private final ProductHeaders headers;
  private final Map<String, String> metadata;

  /**
   * @param metadata filled with the name and the metadata (JSON) of each file
   */
  ProductFolder(Path folder, String name, ProductHeaders headers, Map<String, String> metadata) {
    this.folder = folder;
    this.name = name;
    this.headers = headers;
    this.metadata = metadata;
  }

  /** Notes a file that the caller writes. */
  Path add(String suffix, String format, String productType) throws IOException {
    String file = name + "-" + suffix;
    metadata.put(file, JSON.writeValueAsString(headers.obsCore(file, format, productType)));
    return folder.resolve(file);
  }

  void image(String kind, List<float[]> planes, ImageUnit unit, String quantity)
      throws IOException {
    Path file = add(kind + ".fits", "image/fits", "image");
    ImageHeader header = headers.image(planes.size(), unit, quantity);
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      for (float[] plane : planes) {
        writer.write(plane, 0, plane.length);
      }
      writer.finish();
    }
  }

  void text(String suffix, String format, String content) throws IOException {
    Files.writeString(add(suffix, format, "measurements"), content);
  }

  void json(String suffix, Object content) throws IOException {
    JSON.writeValue(add(suffix, "application/json", "measurements").toFile(), content);
  }
}
