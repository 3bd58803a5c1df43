package dev.fringe.pipelines.products;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.pipelines.elements.Products;
import dev.fringe.pipelines.picture.ImagePicture;
import dev.fringe.storage.image.ImageFitsWriter;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.product.ProductMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
  private final SumsAside sums;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private ProductKind chief = ProductKind.SUMMARY;
  private long bytes;

  /**
   * @param sums told of each file when it is finished
   */
  ProductFolder(Path folder, String name, ProductHeaders headers, SumsAside sums) {
    this.folder = folder;
    this.name = name;
    this.headers = headers;
    this.sums = sums;
  }

  /** The product for whose sake the others are there: the restored image, or the dirty one. */
  ProductKind chief() {
    return chief;
  }

  /** Bytes of all files so far. */
  long bytes() {
    return bytes;
  }

  /**
   * What has been made.
   *
   * @param whole metadata of all of it together
   */
  Products products(ProductMetadata whole) {
    return new Products(List.copyOf(metadata.keySet()), metadata, whole.toJson());
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

  void summary(Summary summary) throws IOException {
    JSON.writeValue(path(ProductKind.SUMMARY).toFile(), summary);
    note(ProductKind.SUMMARY);
  }

  void document(ProductKind kind, String text) throws IOException {
    Files.writeString(path(kind), text);
    note(kind);
  }

  private Path path(ProductKind kind) {
    return folder.resolve(kind.fileName(name));
  }

  private void note(ProductKind kind) throws IOException {
    Path file = path(kind);
    long size = Files.size(file);
    sums.add(kind, file);
    bytes += size;
    if (kind == ProductKind.IMAGE || (kind == ProductKind.DIRTY && chief != ProductKind.IMAGE)) {
      chief = kind;
    }
    metadata.put(file.getFileName().toString(), headers.metadata(kind, size).toJson());
  }
}
