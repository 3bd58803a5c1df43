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

  void image(ProductKind kind, List<float[]> planes, ImageUnit unit, String quantity)
      throws IOException {
    ImageHeader header = headers.image(planes.size(), unit, quantity);
    try (ImageFitsWriter writer = ImageFitsWriter.create(path(kind), header)) {
      for (float[] plane : planes) {
        writer.write(plane, 0, plane.length);
      }
      writer.finish();
    }
    note(kind);
  }

  void picture(ImagePicture picture) throws IOException {
    picture.writeTo(path(ProductKind.PREVIEW));
    note(ProductKind.PREVIEW);
  }

  void table(String content) throws IOException {
    Files.writeString(path(ProductKind.SOURCES), content);
    note(ProductKind.SOURCES);
  }

  void summary(Summary summary) throws IOException {
    JSON.writeValue(path(ProductKind.SUMMARY).toFile(), summary);
    note(ProductKind.SUMMARY);
  }

  private Path path(ProductKind kind) {
    return folder.resolve(kind.fileName(name));
  }

  private void note(ProductKind kind) throws IOException {
    Path file = path(kind);
    metadata.put(file.getFileName().toString(), headers.metadata(kind, Files.size(file)).toJson());
  }
}
