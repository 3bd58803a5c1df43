package dev.fringe.bridge.flight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products over Flight, by Arrow's own client: a cube, a table and visibilities. */
final class FlightTest {
  @TempDir Path folder;

  private TestSite site;
  private BufferAllocator allocator;
  private FlightClient client;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.in(folder);
    site.publish(
        "obs:made-up",
        Map.of(
            "cube.fits",
            new Content(Samples.cube(folder), TestSite.image("Cen A", 201, -43, 1)),
            "sources.csv",
            Content.of(Samples.CSV, Map.of("access_format", "text/csv")),
            "observation.uvfits",
            new Content(Samples.visibilities(folder), Map.of("dataproduct_type", "visibility")),
            "notes.txt",
            Content.of("no table", Map.of("access_format", "text/plain"))));
    allocator = new RootAllocator();
    client =
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", site.flightPort()))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    allocator.close();
    site.close();
  }

  /** Rows of a stream, each as the values of its columns. */
  private List<List<Object>> rows(String ticket) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    try (FlightStream stream = client.getStream(ticket(ticket))) {
      while (stream.next()) {
        VectorSchemaRoot root = stream.getRoot();
        for (int i = 0; i < root.getRowCount(); i++) {
          List<Object> row = new ArrayList<>();
          for (var vector : root.getFieldVectors()) {
            Object value = vector.getObject(i);
            row.add(value instanceof org.apache.arrow.vector.util.Text ? value.toString() : value);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private float[] pixels(String ticket) throws Exception {
    List<Float> all = new ArrayList<>();
    try (FlightStream stream = client.getStream(ticket(ticket))) {
      while (stream.next()) {
        FixedSizeListVector lists = (FixedSizeListVector) stream.getRoot().getVector("pixels");
        Float4Vector values = (Float4Vector) lists.getDataVector();
        for (int i = 0; i < stream.getRoot().getRowCount() * lists.getListSize(); i++) {
          all.add(values.get(i));
        }
      }
    }
    float[] pixels = new float[all.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = all.get(i);
    }
    return pixels;
  }

  private static Ticket ticket(String json) {
    return new Ticket(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void productsWithAFormAsBatchesAreListed() {
    List<String> found = new ArrayList<>();
    client
        .listFlights(Criteria.ALL)
        .forEach(info -> found.add(info.getDescriptor().getPath().getLast()));
    assertEquals(List.of("cube.fits", "observation.uvfits", "sources.csv"), found);
    List<FlightInfo> cubes = new ArrayList<>();
    client
        .listFlights(
            new Criteria(
                "{\"type\": \"image\", \"name\": \"cu*\"}".getBytes(StandardCharsets.UTF_8)))
        .forEach(cubes::add);
    assertEquals(1, cubes.size());
    String known = new String(cubes.getFirst().getAppMetadata(), StandardCharsets.UTF_8);
    assertTrue(known.contains("\"target_name\":\"Cen A\""), known);
  }

  @Test
  void aCubeComesWithItsHeaderAndShape() throws Exception {
    FlightInfo info = client.getInfo(FlightDescriptor.path("obs", "cube.fits"));
    Map<String, String> about = info.getSchemaOptional().orElseThrow().getCustomMetadata();
    assertEquals("[2, 3, 40, 50]", about.get("fringe.shape"));
    assertTrue(about.get("fits.header").contains("CTYPE1  = 'RA---SIN'"), about.get("fits.header"));
    assertEquals(
        "Jy/beam",
        info.getSchemaOptional().orElseThrow().findField("pixels").getMetadata().get("unit"));
    assertEquals(2 * 3 * 40, info.getRecords());
    try (FlightStream stream = client.getStream(info.getEndpoints().getFirst().getTicket())) {
      assertEquals(info.getSchemaOptional().orElseThrow(), stream.getSchema());
    }
    assertArrayEquals(Samples.cubePixels(), pixels("{'did': 'obs:cube.fits'}"));
  }

  @Test
  void aSectionIsThatPartAndHasItsOwnReferencePixel() throws Exception {
    String ticket =
        "{'did': 'obs:cube.fits', 'section': [[1, 2], [1, 3], [5, 9], [10, 13]], 'columns':"
            + " ['pixels', 'plane', 'y']}";
    float[] found = pixels(ticket);
    int at = 0;
    for (int plane = 4; plane < 6; plane++) {
      for (int y = 5; y < 9; y++) {
        for (int x = 10; x < 13; x++) {
          assertEquals(Samples.pixel(plane, y, x), found[at++]);
        }
      }
    }
    assertEquals(found.length, at);
    List<List<Object>> rows = rows(ticket);
    assertEquals(List.of(5, 8), rows.getLast().subList(1, 3));
    FlightInfo info = client.getInfo(FlightDescriptor.command(ticket(ticket).getBytes()));
    String header = info.getSchemaOptional().orElseThrow().getCustomMetadata().get("fits.header");
    assertTrue(header.contains("NAXIS1  =                    3"), header);
    assertTrue(header.contains("NAXIS3  =                    2"), header);
    assertTrue(header.contains("CRPIX3  =                  0.0"), header);
    double whole = number(client.getInfo(FlightDescriptor.path("obs:cube.fits")), "CRPIX1");
    assertEquals(whole - 10, number(info, "CRPIX1"), 1e-9);
  }

  private static double number(FlightInfo info, String key) {
    return info.getSchemaOptional()
        .orElseThrow()
        .getCustomMetadata()
        .get("fits.header")
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(10).split("/")[0].strip())
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rowsOfPixelsAreCountedThroughPlanes() throws Exception {
    float[] found = pixels("{'did': 'obs:cube.fits', 'rows': [39, 41]}");
    assertEquals(100, found.length);
    assertEquals(Samples.pixel(0, 39, 0), found[0]);
    assertEquals(Samples.pixel(1, 0, 49), found[99]);
  }

  @Test
  void tablesHaveTypesAndUnits() throws Exception {
    FlightInfo info = client.getInfo(FlightDescriptor.path("obs", "sources.csv"));
    assertEquals(
        "deg",
        info.getSchemaOptional().orElseThrow().findField("ra_deg").getMetadata().get("unit"));
    assertEquals(
        "Jy/beam",
        info.getSchemaOptional()
            .orElseThrow()
            .findField("peak_jy_per_beam")
            .getMetadata()
            .get("unit"));
    assertEquals(
        List.of(
            List.of("J0400,\"a\"", 60.5, -35L, 0.25, true),
            List.of("J0401", 61.0, -36L, 1e-3, false)),
        rows(
            "{'did': 'obs:sources.csv', 'columns': ['name', 'ra_deg', 'island', 'peak_jy_per_beam',"
                + " 'resolved'], 'rows': [0, 2]}"));
    List<Object> last = rows("{'did': 'obs:sources.csv', 'rows': [2, 3]}").getFirst();
    assertEquals(null, last.get(1));
  }

  @Test
  void visibilitiesComeWithWhatWasObserved() throws Exception {
    FlightInfo info = client.getInfo(FlightDescriptor.path("obs", "observation.uvfits"));
    Map<String, String> about = info.getSchemaOptional().orElseThrow().getCustomMetadata();
    assertEquals("[5, 2]", about.get("fringe.shape"));
    assertTrue(
        about.get("fringe.observation").contains("\"correlations\":[\"XX\",\"YY\"]"),
        about.get("fringe.observation"));
    assertEquals(Samples.ROWS, info.getRecords());
    List<List<Object>> rows = rows("{'did': 'obs:observation.uvfits'}");
    assertEquals(Samples.ROWS, rows.size());
    var block = Samples.block();
    for (int row = 0; row < rows.size(); row++) {
      List<Object> found = rows.get(row);
      assertEquals((long) row, found.get(0));
      assertEquals(block.timeMjd()[row], (double) found.get(1), 1e-9);
      assertEquals(block.uMetres()[row], (double) found.get(2), 1e-2);
      assertEquals(block.antenna2()[row], found.get(6));
      List<?> visibility = (List<?>) found.get(8);
      List<?> weight = (List<?>) found.get(9);
      List<?> flag = (List<?>) found.get(10);
      for (int i = 0; i < 10; i++) {
        assertEquals(block.real()[row * 10 + i], visibility.get(2 * i));
        assertEquals(block.imaginary()[row * 10 + i], visibility.get(2 * i + 1));
        assertEquals(block.weight()[row * 10 + i], weight.get(i));
        assertEquals(!(block.weight()[row * 10 + i] > 0), flag.get(i));
      }
    }
  }

  @Test
  void visibilitiesAreChosenByCoordinatesAndChannels() throws Exception {
    var block = Samples.block();
    double from = block.timeMjd()[20] - 1e-6;
    double to = block.timeMjd()[60] + 1e-6;
    List<List<Object>> found =
        rows(
            "{'did': 'obs:observation.uvfits', 'columns': ['row', 'visibility'], 'where': {"
                + "'time': [%s, %s], 'baselines': [[2, 1], [1, 3]], 'channels': [1, 3]}}"
                    .formatted(from, to));
    List<List<Object>> right = new ArrayList<>();
    for (int row = 0; row < Samples.ROWS; row++) {
      int a = Math.min(block.antenna1()[row], block.antenna2()[row]);
      int b = Math.max(block.antenna1()[row], block.antenna2()[row]);
      if (block.timeMjd()[row] >= from
          && block.timeMjd()[row] <= to
          && a == 1
          && (b == 2 || b == 3)) {
        List<Float> values = new ArrayList<>();
        for (int i = row * 10 + 2; i < row * 10 + 6; i++) {
          values.add(block.real()[i]);
          values.add(block.imaginary()[i]);
        }
        right.add(List.of((long) row, values));
      }
    }
    assertTrue(right.size() > 3, "the test has rows to find");
    assertEquals(right, found);
    assertEquals(
        2,
        ((List<?>)
                rows("{'did': 'obs:observation.uvfits', 'columns': ['flag'], 'where': {'frequency':"
                        + " [1.0015e9, 1.0025e9]}}")
                    .getFirst()
                    .getFirst())
            .size());
    long unflagged =
        rows("{'did': 'obs:observation.uvfits', 'columns': ['row'], 'where': {'flagged': false}}")
            .size();
    assertEquals(Samples.ROWS - 1, unflagged, "one row is flagged as a whole");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|did is missing",
        "{'did': 3}|did = 3: a text is needed",
        "{'did': 'nothing'}|did: 'nothing' is not a DID",
        "[]|no JSON object",
        "{'did': 'a:b'} x|not JSON",
        "{'did': 'obs:cube.fits', 'colums': []}|colums is no field; there are columns, did, rows",
        "{'did': 'obs:cube.fits', 'columns': ['pixel']}|columns[0] = pixel: there are plane, y,"
            + " pixels",
        "{'did': 'obs:cube.fits', 'columns': ['y', 4]}|columns[1] = 4: a text is needed",
        "{'did': 'obs:cube.fits', 'rows': [0, 241]}|rows = [0, 241]: there are 240",
        "{'did': 'obs:cube.fits', 'rows': [5, 4]}|rows = [5,4]: two integers [from, to]",
        "{'did': 'obs:cube.fits', 'section': [[0, 1]]}|whose lengths are [2, 3, 40, 50]",
        "{'did': 'obs:cube.fits', 'section': [[0, 1], [0, 1], [0, 41], [0, 1]]}|section[2] = [0,"
            + " 41]: there are 40",
        "{'did': 'obs:cube.fits', 'where': {'time': [1, 2]}}|only visibilities are chosen by it",
        "{'did': 'obs:sources.csv', 'section': [[0, 1]]}|only images and cubes have sections",
        "{'did': 'obs:observation.uvfits', 'where': {'time': [2, 1]}}|where.time = [2,1]: two"
            + " numbers, the lower first",
        "{'did': 'obs:observation.uvfits', 'where': {'channels': [0, 6]}}|where.channels = [0, 6]:"
            + " there are 5",
        "{'did': 'obs:observation.uvfits', 'where': {'frequency': [1, 2]}}|where.frequency ="
            + " Interval[low=1.0, high=2.0]: no channel",
        "{'did': 'obs:observation.uvfits', 'where': {'baselines': [[1, 2],"
            + " [1]]}}|where.baselines[1] = [1]: two integers",
        "{'did': 'obs:observation.uvfits', 'where': {'tim': 1}}|where.tim is no field",
        "{'did': 'obs:notes.txt'}|download it over HTTP",
      })
  void faultsNameTheField(String ticket, String words) {
    FlightRuntimeException fault = assertThrows(FlightRuntimeException.class, () -> rows(ticket));
    assertEquals(FlightStatusCode.INVALID_ARGUMENT, fault.status().code());
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String did : List.of("obs:none.fits", "obs:made-up")) {
      FlightRuntimeException fault =
          assertThrows(FlightRuntimeException.class, () -> rows("{'did': '" + did + "'}"));
      assertEquals(FlightStatusCode.NOT_FOUND, fault.status().code());
    }
  }

  @Test
  void theApiTellsThePort() throws IOException {
    assertEquals(site.flightPort(), site.get("/api/v1/flight").json().path("port").asInt());
  }
}
