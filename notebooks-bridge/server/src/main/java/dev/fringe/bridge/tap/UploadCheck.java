package dev.fringe.bridge.tap;

import dev.fringe.bridge.vo.VoException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Refuses VOTables that reach for something else, or for more than they bring: document types and
 * entities, streams at addresses, compressed streams, and cells larger than any table's.
 */
final class UploadCheck {

  private static final int LARGEST_CELL = 100_000;

  private UploadCheck() {}

  /**
   * Looks a table through, before it is read as one.
   *
   * @throws VoException if it is none that is taken
   */
  static void require(String name, byte[] voTable) throws IOException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.newSAXParser().parse(new ByteArrayInputStream(voTable), new Elements(name));
    } catch (SAXException e) {
      throw VoException.badRequest(
          "the upload %s is no XML that is taken: document types are refused, and so is what is not well-formed"
              .formatted(name));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's parser has these features", e);
    }
  }

  private static final class Elements extends DefaultHandler {
    private final String name;

    Elements(String name) {
      this.name = name;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
      if (local.equals("STREAM")) {
        if (attributes.getValue("href") != null) {
          throw VoException.badRequest(
              "the upload %s has its data elsewhere: they must be in it".formatted(name));
        }
        String encoding = attributes.getValue("encoding");
        if (encoding != null && !encoding.equals("base64")) {
          throw VoException.badRequest(
              "the upload %s has a stream whose encoding is not base64".formatted(name));
        }
      } else if (local.equals("FIELD") || local.equals("PARAM")) {
        requireSize(attributes.getValue("arraysize"));
      }
    }

    private void requireSize(String size) {
      double cells = 1;
      for (String part : size == null ? new String[0] : size.split("[x*]", 0)) {
        if (!part.matches("\\s*\\d{0,9}\\s*")) {
          throw VoException.badRequest(
              "the upload %s has an arraysize that is none".formatted(name));
        }
        cells *= part.isBlank() ? 1 : Integer.parseInt(part.strip());
      }
      if (cells > LARGEST_CELL) {
        throw VoException.badRequest(
            "the upload %s has cells of more than %d values".formatted(name, LARGEST_CELL));
      }
    }
  }
}
