package dev.fringe.bridge.datalink;

import dev.fringe.bridge.vo.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of a DataLink answer. Exactly one of address, service and error is there.
 *
 * @param id whose it is
 * @param target what it leads to
 * @param description for people
 * @param semantics of the IVOA's vocabulary, such as {@code #this}
 * @param localSemantics what it is among products of Fringe
 * @param contentType media type
 * @param contentLength bytes
 * @param contentQualifier a term of the IVOA's vocabulary of product types, such as {@code #image};
 *     empty for none
 * @param needsToken whether somebody unknown is refused
 * @param isGranted whether the one who asks may have it
 */
record Link(
    String id,
    Target target,
    String description,
    String semantics,
    String localSemantics,
    String contentType,
    OptionalLong contentLength,
    String contentQualifier,
    boolean needsToken,
    Optional<Boolean> isGranted) {

  static final List<Field> FIELDS =
      List.of(
          field("ID", Field.Type.TEXT, "meta.id;meta.main", "Name that was asked for"),
          field("access_url", Field.Type.TEXT, "meta.ref.url", "Address of the link"),
          field("service_def", Field.Type.TEXT, "meta.ref", "Service that the link is"),
          field("error_message", Field.Type.TEXT, "meta.code.error", "Why there is no link"),
          field("description", Field.Type.TEXT, "meta.note", "What it is"),
          field("semantics", Field.Type.TEXT, "meta.code", "How it belongs to the product"),
          field("content_type", Field.Type.TEXT, "meta.code.mime", "Media type"),
          field("content_length", Field.Type.LONG, "phys.size;meta.file", "Size").in("byte"),
          field("content_qualifier", Field.Type.TEXT, "meta.code", "What kind of product it is"),
          field("local_semantics", Field.Type.TEXT, "meta.id.assoc", "What it is among products"),
          field("link_auth", Field.Type.TEXT, "meta.code", "Whether a token is needed"),
          field("link_authorized", Field.Type.BOOLEAN, "meta.code", "Whether the caller may"));

  /** Where a link leads. */
  sealed interface Target {
    record Address(String url) implements Target {}

    record Service(String resource) implements Target {}

    record Fault(String message) implements Target {}
  }

  private static Field field(String name, Field.Type type, String ucd, String description) {
    return Field.of(name, type).described(ucd, description);
  }

  /** Nothing but a fault. */
  static Link fault(String id, String message) {
    return new Link(
        id,
        new Target.Fault(message),
        "",
        "#this",
        "",
        "",
        OptionalLong.empty(),
        "",
        false,
        Optional.empty());
  }

  /** Values in the order of {@link #FIELDS}, null for none. */
  List<Object> row() {
    return Arrays.asList(
        id,
        target instanceof Target.Address(String url) ? url : null,
        target instanceof Target.Service(String resource) ? resource : null,
        target instanceof Target.Fault(String message) ? message : null,
        description.isEmpty() ? null : description,
        semantics,
        contentType.isEmpty() ? null : contentType,
        contentLength.isPresent() ? (Long) contentLength.getAsLong() : null,
        contentQualifier.isEmpty() ? null : contentQualifier,
        localSemantics.isEmpty() ? null : localSemantics,
        target instanceof Target.Fault ? null : needsToken ? "true" : "false",
        isGranted.orElse(null));
  }
}
