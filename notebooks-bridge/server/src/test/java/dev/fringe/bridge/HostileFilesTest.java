package dev.fringe.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fringe.bridge.TestSite.Answer;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.cutout.TestImage;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Files in the lake that promise more than there is, or are no FITS at all. Whatever a person asks
 * of one, the answer is soon there, blames the file, tells nothing of the inside, and stands in the
 * log once, in a line.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFilesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final BufferAllocator allocator = new RootAllocator();
  private Map<String, byte[]> files;
  private Path folder;
  private TestSite site;
  private FlightClient flight;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    site = TestSite.in(folder);
    files = files();
    Map<String, Content> contents = new TreeMap<>();
    files.forEach(
        (name, bytes) ->
            contents.put(name, new Content(bytes, TestSite.image(name, 150, 30, 0.1))));
    site.publish("demo:hostile", contents);
    flight =
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", site.flightPort()))
            .build();
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterAll
  void stop() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    flight.close();
    allocator.close();
    site.close();
  }

  @BeforeEach
  void forget() {
    log.list.clear();
  }

  private static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("square.fits", image(card("NAXIS1", "2147483648"), card("NAXIS2", "2147483648")));
    files.put("beyond-longs.fits", image(card("NAXIS1", "9223372036854775807")));
    files.put("wraps-round.fits", image(card("NAXIS1", "4611686018427387904")));
    files.put("no-number.fits", image(card("NAXIS2", "1E400")));
    files.put("negative.fits", image(card("NAXIS1", "-20")));
    files.put("many-axes.fits", image(card("NAXIS", "999")));
    files.put("odd-bits.fits", image(card("BITPIX", "17")));
    files.put("cut-short.fits", Arrays.copyOf(image(), FitsHeader.BLOCK + 1000));
    files.put("headless.fits", Arrays.copyOf(image(), FitsHeader.BLOCK / 2));
    files.put("endless.fits", endless(20 << 20));
    files.put("visibilities.fits", groups(Long.MAX_VALUE));
    files.put("many-groups.fits", groups(1_000_000_000));
    files.put("compressed.fits", compressed());
    files.put("units.fits", units(10_000));
    files.put("zipped.fits", zipped(256L << 20));
    files.put("empty.fits", new byte[0]);
    return files;
  }

  Stream<String> names() {
    return files.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCutoutIsRefused(String name) {
    refused(name, "/soda/sync?ID=demo:" + name + "&CIRCLE=150+30+0.01");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPictureIsRefused(String name) {
    refused(name, "/preview/demo/" + name);
  }

  private void refused(String name, String path) {
    Answer answer = assertTimeout(SOON, () -> site.get(path));

    assertEquals(422, answer.status(), answer.body());
    saysNothingOfTheInside(answer.body());
    isLoggedOnce(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void recordBatchesAreRefused(String name) {
    Ticket ticket =
        new Ticket("{\"did\": \"demo:%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8));
    FlightRuntimeException fault =
        assertThrows(
            FlightRuntimeException.class,
            () ->
                assertTimeout(
                    SOON,
                    () -> {
                      try (FlightStream stream = flight.getStream(ticket)) {
                        while (stream.next()) {
                          stream.getRoot().clear();
                        }
                      }
                    }));

    assertTrue(
        List.of(FlightStatusCode.INVALID_ARGUMENT, FlightStatusCode.INTERNAL)
            .contains(fault.status().code()),
        fault::toString);
    assertFalse(fault.getMessage().contains("a fault of the service"), fault.getMessage());
    saysNothingOfTheInside(fault.getMessage());
    isLoggedOnce(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsToldOfItStillIs(String name) throws IOException {
    for (String path :
        List.of(
            "/api/v1/products/demo/", "/metadata/demo/", "/data/locate/demo/", "/files/demo/")) {
      assertEquals(200, site.get(path + name).status(), path);
    }
    assertEquals(200, site.get("/datalink/links?ID=demo:" + name).status());
  }

  private void saysNothingOfTheInside(String words) {
    for (String inside :
        List.of(folder.toString(), "Exception", "dev.fringe", "LOCAL-A", "java.")) {
      assertFalse(words.contains(inside), words);
    }
  }

  private void isLoggedOnce(String name) {
    List<ILoggingEvent> told =
        log.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).toList();
    assertEquals(1, told.size(), told::toString);
    assertEquals(Level.WARN, told.getFirst().getLevel(), told::toString);
    assertTrue(told.getFirst().getFormattedMessage().contains("demo:" + name), told::toString);
    assertEquals(1, told.getFirst().getFormattedMessage().lines().count(), told::toString);
    assertTrue(told.getFirst().getThrowableProxy() == null, told::toString);
  }

  private static String card(String key, String value) {
    return "%-8s= %20s%50s".formatted(key, value, "");
  }

  /** A sound image with some of its cards replaced. */
  private static byte[] image(String... cards) {
    byte[] bytes = TestImage.of(20, 20, 150, 30, 10, 10, 1e-3).bytes();
    for (String card : cards) {
      replace(bytes, card);
    }
    return bytes;
  }

  private static void replace(byte[] bytes, String card) {
    String key = card.substring(0, 9);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(key);
    System.arraycopy(card.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, card.length());
  }

  private static HeaderBuilder empty() {
    return new HeaderBuilder()
        .flag("SIMPLE", true, "")
        .integer("BITPIX", 8, "")
        .integer("NAXIS", 0, "");
  }

  private static byte[] bytes(HeaderBuilder header) {
    ByteBuffer bytes = header.toBytes();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** A header that goes on and on. */
  private static byte[] endless(int length) {
    byte[] bytes = new byte[length / FitsHeader.BLOCK * FitsHeader.BLOCK];
    Arrays.fill(bytes, (byte) ' ');
    byte[] start = image();
    System.arraycopy(start, 0, bytes, 0, 4 * FitsHeader.CARD);
    return bytes;
  }

  private static byte[] groups(long count) {
    HeaderBuilder header =
        new HeaderBuilder()
            .flag("SIMPLE", true, "")
            .integer("BITPIX", -32, "")
            .integer("NAXIS", 6, "");
    int[] lengths = {0, 3, 4, 1_000_000, 1, 1};
    for (int axis = 0; axis < lengths.length; axis++) {
      header.integer("NAXIS" + (axis + 1), lengths[axis], "");
    }
    return bytes(
        header.flag("GROUPS", true, "").integer("PCOUNT", 6, "").integer("GCOUNT", count, ""));
  }

  /** Tiles of an image that would be 2^60 bytes. */
  private static byte[] compressed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes(empty()));
    out.write(
        bytes(
            new HeaderBuilder()
                .text("XTENSION", "BINTABLE", "")
                .integer("BITPIX", 8, "")
                .integer("NAXIS", 2, "")
                .integer("NAXIS1", 8, "")
                .integer("NAXIS2", 1, "")
                .integer("PCOUNT", 0, "")
                .integer("GCOUNT", 1, "")
                .integer("TFIELDS", 1, "")
                .text("TTYPE1", "COMPRESSED_DATA", "")
                .text("TFORM1", "1PB(1000000000)", "")
                .flag("ZIMAGE", true, "")
                .text("ZCMPTYPE", "GZIP_1", "")
                .integer("ZBITPIX", -32, "")
                .integer("ZNAXIS", 2, "")
                .integer("ZNAXIS1", 1 << 29, "")
                .integer("ZNAXIS2", 1 << 29, "")));
    out.write(new byte[FitsHeader.BLOCK]);
    return out.toByteArray();
  }

  /** No image, and unit after unit without data. */
  private static byte[] units(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes(empty()));
    byte[] unit =
        bytes(
            new HeaderBuilder()
                .text("XTENSION", "IMAGE", "")
                .integer("BITPIX", 8, "")
                .integer("NAXIS", 0, "")
                .integer("PCOUNT", 0, "")
                .integer("GCOUNT", 1, ""));
    for (int i = 0; i < count; i++) {
      out.write(unit);
    }
    return out.toByteArray();
  }

  /** What unpacks to a thousand times its size, under the name of a FITS file. */
  private static byte[] zipped(long length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (long done = 0; done < length; done += zeros.length) {
        zip.write(zeros);
      }
    }
    return out.toByteArray();
  }
}
