package dev.fringe.bridge.datalink;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.Visitor;
import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.Links;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The links of a product. Of one that the caller may not have there is only itself. */
final class ProductLinks {

  private static final int MOST_PROGENITORS = 1000;

  /** The terms that ObsCore and the vocabulary of product types have in common. */
  private static final List<String> PRODUCT_TYPES =
      List.of(
          "image", "cube", "spectrum", "sed", "timeseries", "event", "measurements", "visibility");

  private final Catalogue catalogue;
  private final DataLake lake;
  private final Links links;
  private final Access access;

  ProductLinks(BridgeContext context, Access access) {
    this.catalogue = context.catalogue();
    this.lake = context.lake();
    this.links = context.links();
    this.access = access;
  }

  List<Link> of(
      String id, Product product, String syncResource, String asyncResource, Visitor visitor)
      throws IOException {
    List<Link> rows = new ArrayList<>();
    rows.add(file(id, product, "#this", description(product), visitor));
    if (!access.mayRead(visitor, product)) {
      return rows;
    }
    if (product.isFitsImage()) {
      rows.add(
          new Link(
              id,
              new Link.Target.Address(links.preview(product.did())),
              "Picture of the first plane",
              "#preview",
              "",
              "image/png",
              OptionalLong.empty(),
              "",
              !access.isFree(product),
              Optional.of(true)));
      rows.add(service(id, product, syncResource, "Cutout, at once"));
      rows.add(service(id, product, asyncResource, "Cutouts, as a job"));
    }
    for (Did progenitor : progenitors(product)) {
      catalogue
          .find(progenitor)
          .ifPresent(
              found -> rows.add(file(id, found, "#progenitor", description(found), visitor)));
    }
    List<Product> siblings = product.dataset().map(catalogue::inDataset).orElse(List.of());
    for (Product sibling : siblings) {
      if (!sibling.did().equals(product.did())) {
        rows.add(file(id, sibling, semantics(product, sibling), description(sibling), visitor));
      }
    }
    return rows;
  }

  /** A picture that was published with an image shows that image. */
  private static String semantics(Product product, Product sibling) {
    String stem = product.did().name().replaceAll("\\.[a-z]+$", "");
    return sibling.contentType().startsWith("image/png")
            && sibling.did().name().equals(stem + ".png")
        ? "#preview"
        : "#auxiliary";
  }

  private Link file(
      String id, Product product, String semantics, String description, Visitor visitor) {
    return new Link(
        id,
        new Link.Target.Address(links.download(product.did())),
        description,
        semantics,
        product.text(Column.DATAPRODUCT_SUBTYPE),
        product.contentType(),
        OptionalLong.of(product.bytes()),
        qualifier(product),
        !access.isFree(product),
        Optional.of(access.mayRead(visitor, product)));
  }

  private Link service(String id, Product product, String resource, String description) {
    return new Link(
        id,
        new Link.Target.Service(resource),
        description,
        "#cutout",
        "",
        "application/fits",
        OptionalLong.empty(),
        qualifier(product),
        !access.isFree(product),
        Optional.of(true));
  }

  /** What ObsCore calls the kinds of products, the vocabulary does too. */
  private static String qualifier(Product product) {
    String type = product.text(Column.DATAPRODUCT_TYPE);
    return PRODUCT_TYPES.contains(type) ? "#" + type : "";
  }

  private static String description(Product product) {
    String title = product.text(Column.OBS_TITLE);
    return title.isEmpty() ? product.did().fileName() : title;
  }

  private List<Did> progenitors(Product product) throws IOException {
    List<Did> found = new ArrayList<>();
    if (lake.metadata(product.did()).get("progenitors") instanceof Collection<?> list) {
      for (Object name : list) {
        try {
          found.add(Did.parse(String.valueOf(name)));
        } catch (IllegalArgumentException foreign) {
          // Metadata of others may name anything.
        }
      }
    }
    return found.subList(0, Math.min(found.size(), MOST_PROGENITORS));
  }
}
