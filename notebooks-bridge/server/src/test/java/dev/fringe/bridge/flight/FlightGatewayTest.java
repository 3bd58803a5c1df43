package dev.fringe.bridge.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.index.IndexedCatalogue;
import dev.fringe.bridge.index.LakeFollower;
import dev.fringe.bridge.index.Making;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LocalLake;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.tls.HeldCertificate;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, slow clients and tokens, over an image of 64 MB. */
final class FlightGatewayTest {
  private static final int SIDE = 4096;

  private static final int MOST_STREAMS = 22;

  private static final Did SECRET = Did.of("obs", "secret.fits");

  /** The token "right" may read everything, "other" what is public, and the rest are no good. */
  private static final Gate GATE =
      authorization ->
          switch (authorization.orElse("")) {
            case "" -> product -> !product.did().equals(SECRET);
            case "Bearer right" -> product -> true;
            case "Bearer other" -> product -> !product.did().equals(SECRET);
            default -> throw new Gate.InvalidTokenException("the token has expired");
          };

  @TempDir Path folder;

  private final AtomicLong bytesRead = new AtomicLong();
  private LocalDataLake lake;
  private Database database;
  private FlightGateway gateway;
  private BufferAllocator allocator;
  private final List<FlightClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    lake = LocalDataLake.at(folder.resolve("lake"));
    put("large.fits", SIDE);
    put(SECRET.name(), 16);
    Path visibilities = Files.write(folder.resolve("long"), Samples.longRows(folder));
    lake.put(
        new PublishedFile(Did.of("obs", "long.uvfits"), visibilities, Map.of()),
        List.of(),
        count -> {});
    database =
        Database.open(
            IndexSettings.embedded(),
            folder.resolve("state"),
            new LocalLake(folder.resolve("lake").toString()));
    new LakeFollower(lake, database, Duration.ofDays(1)).sync();
    gateway =
        FlightGateway.start(
            "127.0.0.1",
            0,
            new IndexedCatalogue(database, Making.DONE),
            counting(lake),
            GATE,
            Optional.empty(),
            MOST_STREAMS);
    allocator = new RootAllocator();
  }

  /** The same lake, where the bytes are counted that are read of files. */
  private DataLake counting(DataLake real) {
    return (DataLake)
        Proxy.newProxyInstance(
            DataLake.class.getClassLoader(),
            new Class<?>[] {DataLake.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(real, arguments);
              return answer instanceof RangeReader file
                  ? new CountingReader(file, bytesRead)
                  : answer;
            });
  }

  private record CountingReader(RangeReader file, AtomicLong bytes) implements RangeReader {
    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void readFully(long position, ByteBuffer target) throws IOException {
      bytes.addAndGet(target.remaining());
      file.readFully(position, target);
    }

    @Override
    public String description() {
      return file.description();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private void put(String name, int side) throws IOException {
    Path file = folder.resolve(name);
    String header =
        "%-80s%-80s%-80s%-80s%-80s%-80s"
            .formatted(
                "SIMPLE  =                    T",
                "BITPIX  =                  -32",
                "NAXIS   =                    2",
                "NAXIS1  = %20d".formatted(side),
                "NAXIS2  = %20d".formatted(side),
                "END");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write("%-2880s".formatted(header).getBytes(StandardCharsets.US_ASCII));
      out.setLength(2880 + (4L * side * side + 2879) / 2880 * 2880);
    }
    lake.put(
        new PublishedFile(Did.of("obs", name), file, Map.of("access_format", "image/fits")),
        List.of(),
        count -> {});
    Files.delete(file);
  }

  @AfterEach
  void stop() throws Exception {
    for (FlightClient client : clients) {
      client.close();
    }
    gateway.close();
    allocator.close();
    database.close();
    lake.close();
  }

  private FlightClient client() {
    FlightClient client =
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", gateway.port()))
            .build();
    clients.add(client);
    return client;
  }

  private static Ticket ticket(String name) {
    return new Ticket(
        "{\"did\": \"obs:%s\", \"columns\": [\"pixels\"]}"
            .formatted(name)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static long rows(FlightStream stream) {
    long rows = 0;
    while (stream.next()) {
      rows += stream.getRoot().getRowCount();
    }
    return rows;
  }

  @Test
  void clientsThatTakeNothingHoldNobodyUpAndLittleMemory() throws Exception {
    List<FlightStream> idle = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FlightStream stream = client().getStream(ticket("large.fits"));
      assertTrue(stream.next());
      idle.add(stream);
    }
    try (FlightStream busy = client().getStream(ticket("large.fits"))) {
      assertEquals(SIDE, rows(busy));
    }
    // What has been read and not taken lies in some queue.
    long each = (bytesRead.get() - 4L * SIDE * SIDE) / idle.size();
    assertTrue(each > 0 && each < 16 << 20, "of each idle stream " + each + " bytes were read");
    for (FlightStream stream : idle) {
      stream.cancel("enough", null);
      stream.close();
    }
  }

  @Test
  void moreStreamsThanAreSentAtOnceAreRefused() throws Exception {
    List<FlightStream> open = new ArrayList<>();
    FlightClient client = client();
    for (int i = 0; i < MOST_STREAMS; i++) {
      FlightStream stream = client.getStream(ticket("large.fits"));
      stream.getSchema();
      open.add(stream);
    }
    try (FlightStream further = client.getStream(ticket("large.fits"))) {
      FlightRuntimeException refused =
          assertThrows(FlightRuntimeException.class, () -> rows(further));
      assertEquals(FlightStatusCode.RESOURCE_EXHAUSTED, refused.status().code());
    }
    for (FlightStream stream : open) {
      stream.cancel("enough", null);
      stream.close();
    }
  }

  private static CallOption token(String token) {
    FlightCallHeaders headers = new FlightCallHeaders();
    headers.insert("authorization", "Bearer " + token);
    return new HeaderCallOption(headers);
  }

  @Test
  void tokensOpenWhatIsNotPublic() throws Exception {
    FlightClient client = client();
    try (FlightStream stream = client.getStream(ticket(SECRET.name()), token("right"))) {
      assertEquals(16, rows(stream));
    }
    assertEquals(Optional.of(FlightStatusCode.UNAUTHENTICATED), refusal(client));
    assertEquals(Optional.of(FlightStatusCode.UNAUTHORIZED), refusal(client, token("other")));
    assertEquals(Optional.of(FlightStatusCode.UNAUTHENTICATED), refusal(client, token("old")));
    assertEquals(2, listed(client));
    assertEquals(3, listed(client, token("right")));
  }

  private static Optional<FlightStatusCode> refusal(FlightClient client, CallOption... options)
      throws Exception {
    try (FlightStream stream = client.getStream(ticket(SECRET.name()), options)) {
      rows(stream);
      return Optional.empty();
    } catch (FlightRuntimeException refused) {
      return Optional.of(refused.status().code());
    }
  }

  private static int listed(FlightClient client, CallOption... options) {
    List<String> names = new ArrayList<>();
    client
        .listFlights(Criteria.ALL, options)
        .forEach(info -> names.add(info.getDescriptor().getPath().getLast()));
    return names.size();
  }

  @Test
  void ofLongRowsOnlyWhatIsChosenIsRead() throws Exception {
    FlightClient client = client();
    long all = read(client, "{\"did\": \"obs:long.uvfits\"}");
    assertTrue(all > 8L * Samples.ROWS * Samples.MANY_CHANNELS, all + " bytes were read");
    long baseline =
        read(
            client,
            "{\"did\": \"obs:long.uvfits\", \"where\": {\"time\": [%s, %s]}}"
                .formatted(
                    Samples.block().timeMjd()[40] - 1e-6, Samples.block().timeMjd()[44] + 1e-6));
    assertTrue(baseline < all / 10, baseline + " of " + all + " bytes were read for 5 rows");
    long channels =
        read(client, "{\"did\": \"obs:long.uvfits\", \"where\": {\"channels\": [7000, 7010]}}");
    assertTrue(channels < all / 10, channels + " of " + all + " bytes were read for 10 channels");
    long coordinates = read(client, "{\"did\": \"obs:long.uvfits\", \"columns\": [\"u\", \"v\"]}");
    assertTrue(coordinates < all / 10, coordinates + " of " + all + " bytes for coordinates");
  }

  /** Bytes that are read of the lake's file for a ticket. */
  private long read(FlightClient client, String ticket) throws Exception {
    long before = bytesRead.get();
    try (FlightStream stream =
        client.getStream(new Ticket(ticket.getBytes(StandardCharsets.UTF_8)))) {
      assertTrue(rows(stream) > 0);
    }
    return bytesRead.get() - before;
  }

  @Test
  void tlsIsSpokenWithACertificate() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    Path certificate = Files.writeString(folder.resolve("cert.pem"), held.certificatePem());
    Path key = Files.writeString(folder.resolve("key.pem"), held.privateKeyPkcs8Pem());
    try (FlightGateway secured =
            FlightGateway.start(
                "127.0.0.1",
                0,
                new IndexedCatalogue(database, Making.DONE),
                lake,
                GATE,
                Optional.of(new FlightTls(certificate, key)));
        InputStream trusted = Files.newInputStream(certificate);
        FlightClient client =
            FlightClient.builder(allocator, Location.forGrpcTls("localhost", secured.port()))
                .trustedCertificates(trusted)
                .build()) {
      assertEquals(2, listed(client));
    }
  }

  @Test
  void aPortThatIsTakenIsTold() throws Exception {
    assertThrows(
        FlightBindException.class,
        () ->
            FlightGateway.start(
                "127.0.0.1",
                gateway.port(),
                new IndexedCatalogue(database, Making.DONE),
                lake,
                Gate.OPEN,
                Optional.empty()));
  }
}
