package dev.fringe.storage.objects.webdav;

import dev.fringe.storage.objects.http.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One line of a folder's listing (RFC 4918, 14.24).
 *
 * @param path decoded
 * @param version the ETag; may be empty
 */
record DavEntry(String path, boolean folder, long bytes, Instant modified, String version) {
  private static final String DAV = "DAV:";
  private static final int MOST_ENTRIES = 1_000_000;

  /** Reads a multistatus. No document type is accepted, so no entity can expand or fetch. */
  static List<DavEntry> read(InputStream xml, String what) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(xml);
      List<DavEntry> entries = new ArrayList<>();
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw new StoreException(what + ": the server's listing has a document type");
        }
        if (event == XMLStreamConstants.START_ELEMENT && is(reader, "response")) {
          entries.add(response(reader));
        }
        if (entries.size() > MOST_ENTRIES) {
          throw new StoreException("%s has more than %d entries".formatted(what, MOST_ENTRIES));
        }
      }
      return entries;
    } catch (XMLStreamException e) {
      // Broken XML is mostly a listing that broke off: worth another attempt.
      if (e.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(
          "%s: the server's listing is not whole: %s"
              .formatted(what, e.getMessage().lines().findFirst().orElse("")));
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "%s: the server's listing is wrong: %s".formatted(what, e.getMessage()));
    }
  }

  private static DavEntry response(XMLStreamReader reader) throws XMLStreamException {
    String path = "";
    boolean folder = false;
    long bytes = 0;
    Instant modified = Instant.EPOCH;
    String version = "";
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT && is(reader, "response")) {
        return new DavEntry(path, folder, bytes, modified, version);
      }
      if (event != XMLStreamConstants.START_ELEMENT || !DAV.equals(reader.getNamespaceURI())) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "href" -> path = pathOf(reader.getElementText().strip());
        case "collection" -> folder = true;
        case "getcontentlength" -> bytes = size(reader.getElementText().strip());
        case "getlastmodified" -> modified = DavObjects.time(reader.getElementText().strip());
        case "getetag" -> version = reader.getElementText().strip();
        default -> {}
      }
    }
  }

  private static long size(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  /** An href is a path or an address; some servers leave characters that should be encoded. */
  private static String pathOf(String href) {
    String path = href.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "");
    try {
      return URI.create("file://" + path).getPath();
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }

  private static boolean is(XMLStreamReader reader, String name) {
    return reader.getLocalName().equals(name) && DAV.equals(reader.getNamespaceURI());
  }
}
