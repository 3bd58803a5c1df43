package dev.fringe.pipelines.products;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.pipelines.picture.ImagePicture;
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

  void image(String kind, List<float[]> planes, ImageUnit unit, String quantity)
      throws IOException {
    Path file = path(kind + ".fits");
    ImageHeader header = headers.image(planes.size(), unit, quantity);
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      for (float[] plane : planes) {
        writer.write(plane, 0, plane.length);
      }
      writer.finish();
    }
    note(file, kind, "image/fits", "image");
  }

  void picture(ImagePicture picture) throws IOException {
    Path file = path("image.png");
    picture.writeTo(file);
    note(file, "preview", "image/png", "image");
  }

  void table(String content) throws IOException {
    Path file = path("sources.csv");
    Files.writeString(file, content);
    note(file, "sources", "text/csv", "measurements");
  }

  void summary(Summary summary) throws IOException {
    Path file = path("summary.json");
    JSON.writeValue(file.toFile(), summary);
    note(file, "summary", "application/json", "measurements");
  }

  private Path path(String suffix) {
    return folder.resolve(name + "-" + suffix);
  }

  private void note(Path file, String kind, String format, String type) throws IOException {
    metadata.put(
        file.getFileName().toString(), headers.metadata(file, kind, format, type).toJson());
  }
}
