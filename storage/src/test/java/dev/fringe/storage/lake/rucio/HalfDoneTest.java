package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.http.CallListener;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others leave behind when they are killed, Rucio's own client among them, is repaired. */
@Tag("servers")
class HalfDoneTest {

  private static final String RSE = "CH-S3";

  @TempDir Path folder;
  private Trial trial;
  private RucioClient rucio;
  private ObjectStore stores;
  private RucioDataLake lake;

  @BeforeEach
  void open() throws IOException {
    trial = new Trial(RucioServer.freshScope(), folder.resolve("sources")).writing(1);
    rucio = RucioServer.client(CallListener.NONE);
    stores = RucioServer.stores();
    lake = RucioServer.lake(Step.Listener.NONE);
  }

  @AfterEach
  void close() throws IOException {
    if (lake != null) {
      lake.close();
      stores.close();
      rucio.close();
    }
  }

  @Test
  void aReplicaThatIsCopyingForEverWithItsFileThereIsMadeAvailable() throws IOException {
    for (PublishedFile file : trial.publication().files()) {
      upload(file.source(), register(file));
    }
    assertEquals(0, publish(), "all bytes are there already");
    trial.assertPublishedOnce(lake);
  }

  @Test
  void aFileThatIsThereInPartIsSentAgain() throws IOException {
    for (PublishedFile file : trial.publication().files()) {
      byte[] whole = Files.readAllBytes(file.source());
      Path part = Files.write(folder.resolve("part"), Arrays.copyOf(whole, whole.length / 2));
      upload(part, register(file));
    }
    assertTrue(publish() > 0);
    trial.assertPublishedOnce(lake);
  }

  @Test
  void aFileOfTheRightLengthWithOtherBytesIsSentAgain() throws IOException {
    for (PublishedFile file : trial.publication().files()) {
      byte[] wrong = Files.readAllBytes(file.source());
      wrong[wrong.length / 2] ^= 1;
      upload(Files.write(folder.resolve("wrong"), wrong), register(file));
    }
    assertTrue(publish() > 0);
    trial.assertPublishedOnce(lake);
  }

  @Test
  void anEmptyDatasetIsFilledAndDescribed() throws IOException {
    rucio.dids().ensure(DidType.DATASET, Terms.rucio(trial.dataset()));
    publish();
    trial.assertPublishedOnce(lake);
  }

  @Test
  void aNameThatIsRegisteredWithAnotherSizeIsRefusedWithAWayOut() throws IOException {
    PublishedFile file = trial.publication().files().getFirst();
    Checksums sums = Checksums.of(file.source());
    rucio
        .replicas()
        .register(
            RSE,
            List.of(
                NewReplica.copying(
                    Terms.rucio(file.did()), sums.bytes() + 1, sums.adler32(), sums.md5())));
    String message = assertThrows(LakeException.DidTaken.class, this::publish).getMessage();
    assertTrue(message.contains(file.did().toString()), message);
    assertTrue(message.contains("200001") && message.contains("200000"), message);
    assertTrue(message.contains("choose another dataset"), message);
    assertTrue(lake.datasets(trial.scope()).isEmpty());
  }

  private long publish() throws IOException {
    AtomicLong sent = new AtomicLong();
    lake.publish(trial.publication(), sent::addAndGet);
    return sent.get();
  }

  /** Registers a file as Rucio's client does before it uploads, and tells where it belongs. */
  private Location register(PublishedFile file) throws IOException {
    Checksums sums = Checksums.of(file.source());
    NewReplica replica =
        NewReplica.copying(Terms.rucio(file.did()), sums.bytes(), sums.adler32(), sums.md5());
    rucio.replicas().register(RSE, List.of(replica));
    Replica copying = lake.allReplicas(List.of(file.did())).get(file.did()).getFirst();
    return copying.object().orElseThrow();
  }

  private void upload(Path source, Location at) throws IOException {
    stores.upload(source, at, Optional.empty(), count -> {});
  }
}
