package dev.fringe.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.CallCounter;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.model.DidInfo;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.FileReplicas;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.ReplicaQuery;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replicas, datasets and metadata, as a real server keeps them. */
@Tag("servers")
class CatalogueServerTest {

  private static final String CH = "CH-S3";
  private static final String UK = "UK-S3";
  private static final int BATCH = 100;
  private static final String ADLER = "1a2b3c4d";
  private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

  private final CallCounter calls = new CallCounter();
  private RucioClient rucio;

  @BeforeEach
  void open() {
    rucio = RealRucio.client().listener(calls).batchSize(BATCH).open();
  }

  @AfterEach
  void close() {
    if (rucio != null) {
      rucio.close();
    }
  }

  @Test
  void copyingReplicaIsHiddenUntilItIsAvailable() {
    final RucioDid file = copying(RealRucio.fresh("image.fits"));
    assertEquals(Map.of(), only(ReplicaQuery.of(List.of(file))).states());
    assertEquals(
        Map.of(CH, ReplicaState.COPYING),
        only(ReplicaQuery.of(List.of(file)).inAllStates()).states());

    rucio.replicas().setState(CH, List.of(file), ReplicaState.AVAILABLE);
    final FileReplicas there = only(ReplicaQuery.of(List.of(file)));
    assertEquals(Map.of(CH, ReplicaState.AVAILABLE), there.states());
    assertEquals(Optional.of(ADLER), there.adler32());
    assertEquals(Optional.of(MD5), there.md5());
    assertEquals(2880, there.bytes().orElseThrow());
  }

  @Test
  void addressesAreBestFirstAndOfTheSchemeAskedFor() {
    final RucioDid file = available(RealRucio.fresh("image.fits"));
    final FileReplicas best = only(ReplicaQuery.of(List.of(file)));
    assertEquals(1, best.at(CH).size(), "without a scheme, an RSE's best protocol");
    final FileReplicas any = only(ReplicaQuery.of(List.of(file)).schemes("s3", "https"));
    assertEquals(
        List.of("https", "s3"), any.at(CH).stream().map(address -> address.scheme()).toList());
    assertTrue(any.at(CH).getFirst().pfn().contains("X-Amz-Signature"), "https is signed");
    assertFalse(any.at(CH).getFirst().toString().contains("Signature="), "and not shown");
    final FileReplicas s3 = only(ReplicaQuery.of(List.of(file)).schemes("s3"));
    assertEquals(1, s3.addresses().size());
    assertEquals(
        rucio.rses().pfn(CH, file, "read", Optional.of("s3")), s3.addresses().getFirst().pfn());
  }

  @Test
  void unknownDidsArePassedOver() {
    final RucioDid known = available(RealRucio.fresh("known"));
    final var found =
        rucio.replicas().list(ReplicaQuery.of(List.of(RealRucio.fresh("unknown"), known)));
    assertEquals(List.of(known), found.stream().map(FileReplicas::did).toList());
  }

  @Test
  void sameNameWithOtherBytesIsIgnoredByTheServer() {
    final RucioDid file = available(RealRucio.fresh("image.fits"));
    rucio
        .replicas()
        .register(UK, List.of(NewReplica.available(file, 99, "00000001", "f".repeat(32))));
    assertEquals(2880, rucio.dids().get(file).bytes().orElseThrow());
    assertEquals(Optional.of(MD5), rucio.dids().get(file).md5());
  }

  @Test
  void registeringTwiceIsRegisteringOnce() {
    final RucioDid file = copying(copying(RealRucio.fresh("twice")));
    assertEquals(
        Map.of(CH, ReplicaState.COPYING),
        only(ReplicaQuery.of(List.of(file)).inAllStates()).states());
  }

  @Test
  void brokenReplicaIsNoLongerListed() {
    final RucioDid file = available(RealRucio.fresh("broken"));
    rucio.replicas().register(UK, List.of(NewReplica.available(file, 2880, ADLER, MD5)));
    rucio.replicas().declareBad(CH, List.of(file), "md5 differs");
    assertEquals(Set.of(UK), only(ReplicaQuery.of(List.of(file))).states().keySet());
  }

  @Test
  void replicaThatNoRuleHoldsMayBeGivenToTheReaper() {
    final RucioDid file = available(RealRucio.fresh("gone"));
    rucio.replicas().release(CH, List.of(file));
    rucio.rules().ensure(NewRule.of(file, "root", 1, CH));
    refused(RefusalKind.REPLICA_LOCKED, () -> rucio.replicas().release(CH, List.of(file)));
  }

  @Test
  void replicaIsTakenOutAtOnceByThoseOnlyWhomThePolicyLets() {
    final RucioDid file = available(RealRucio.fresh("kept"));
    // Rucio's generic policy lets nobody, root included.
    refused(RefusalKind.ACCESS_DENIED, () -> rucio.replicas().delete(CH, List.of(file)));
  }

  @Test
  void datasetIsMadeOnceFilledOnceAndClosedOnce() {
    final RucioDid dataset = RealRucio.fresh("dataset");
    final RucioDid file = available(RealRucio.fresh("image.fits"));
    assertEquals(Optional.empty(), rucio.dids().find(dataset));
    rucio.dids().ensure(DidType.DATASET, dataset);
    assertEquals(DidType.DATASET, rucio.dids().ensure(DidType.DATASET, dataset).type());
    refused(RefusalKind.DID_EXISTS, () -> rucio.dids().add(DidType.DATASET, List.of(dataset)));
    assertEquals(List.of(), rucio.dids().contentList(dataset));

    rucio.dids().attach(dataset, List.of(file));
    rucio.dids().attach(dataset, List.of(file));
    assertEquals(List.of(file), names(rucio.dids().contentList(dataset)));
    assertEquals(List.of(dataset), names(rucio.dids().parents(file)));

    assertEquals(Optional.of(true), rucio.dids().get(dataset).open());
    rucio.dids().close(dataset);
    rucio.dids().close(dataset);
    assertEquals(Optional.of(false), rucio.dids().get(dataset).open());
    final RucioDid late = available(RealRucio.fresh("late"));
    refused(RefusalKind.UNSUPPORTED, () -> rucio.dids().attach(dataset, List.of(late)));
  }

  @Test
  void containerShowsTheFilesOfItsDatasets() {
    final RucioDid container = RealRucio.fresh("container");
    final RucioDid dataset = RealRucio.fresh("dataset");
    final RucioDid file = available(RealRucio.fresh("image.fits"));
    rucio.dids().ensure(DidType.CONTAINER, container);
    rucio.dids().ensure(DidType.DATASET, dataset);
    rucio.dids().attach(container, List.of(dataset));
    rucio.dids().attach(dataset, List.of(file));
    try (JsonLines<DidInfo> files = rucio.dids().files(container)) {
      assertEquals(file, files.next().did());
      assertFalse(files.hasNext());
    }
    try (JsonLines<FileReplicas> replicas =
        rucio.replicas().stream(ReplicaQuery.of(List.of(container)))) {
      assertEquals(file, replicas.next().did());
    }
    rucio.dids().detach(dataset, List.of(file));
    assertEquals(List.of(), rucio.dids().contentList(dataset));
  }

  @Test
  void callsGrowByTheBatchNotByTheFile() {
    final RucioDid dataset = RealRucio.fresh("dataset");
    final List<RucioDid> files =
        IntStream.range(0, 2 * BATCH + 1)
            .mapToObj(i -> RucioDid.of("test", dataset.name() + "-" + i))
            .toList();
    rucio
        .replicas()
        .register(CH, files.stream().map(f -> NewReplica.copying(f, 2880, ADLER, MD5)).toList());
    rucio.replicas().setState(CH, files, ReplicaState.AVAILABLE);
    rucio.dids().ensure(DidType.DATASET, dataset);
    rucio.dids().attach(dataset, files);
    assertEquals(new HashSet<>(files), new HashSet<>(names(rucio.dids().contentList(dataset))));
    assertEquals(2 * BATCH + 1, rucio.replicas().list(ReplicaQuery.of(files)).size());
    // 3 batches each of register, state, attach and list; sign-in, add, get and content.
    assertEquals(4 * 3 + 4, calls.total(), () -> calls.byRoute().toString());
  }

  @Test
  void metadataGoIntoColumnsAndJson() {
    final RucioDid file = available(RealRucio.fresh("image.fits"));
    assertEquals(Map.of(), rucio.metadata().json(file));
    final JsonNodeFactory json = JsonNodeFactory.instance;
    final String id = file.name();
    rucio
        .metadata()
        .set(file, Map.of("obs_id", json.textNode(id), "em_min", json.numberNode(0.21)));
    rucio.metadata().set(Map.of(file, Map.of("s_ra", json.numberNode(12.5))));
    final Map<String, JsonNode> kept = rucio.metadata().json(file);
    assertEquals(Set.of("obs_id", "em_min", "s_ra"), kept.keySet());
    assertEquals(0.21, kept.get("em_min").asDouble());
    assertEquals(
        12.5, rucio.metadata().get(List.of(file), "JSON").get(file).get("s_ra").asDouble());
    assertEquals(MD5, rucio.metadata().get(file, "DID_COLUMN").get("md5").asText());
    refused(
        RefusalKind.NO_SUCH_METADATA_PLUGIN, () -> rucio.metadata().get(file, "NO_SUCH_PLUGIN"));
    try (JsonLines<RucioDid> found =
        rucio.dids().search("test", DidType.FILE, Map.of("obs_id", id))) {
      assertEquals(file, found.next());
    }
  }

  @Test
  void datasetsAreFoundByPattern() {
    final RucioDid dataset = RealRucio.fresh("dataset");
    rucio.dids().ensure(DidType.DATASET, dataset);
    final String folder = dataset.name().substring(0, dataset.name().lastIndexOf('/'));
    try (JsonLines<RucioDid> found = rucio.dids().search("test", DidType.DATASET, folder + "/*")) {
      assertEquals(List.of(dataset), found.stream().toList());
    }
  }

  @Test
  void absentThingsAreToldByKind() {
    refused(RefusalKind.DID_NOT_FOUND, () -> rucio.dids().get(RealRucio.fresh("absent")));
    refused(RefusalKind.SCOPE_NOT_FOUND, () -> copying(RucioDid.of("no-such-scope", "x")));
    refused(
        RefusalKind.RSE_NOT_FOUND,
        () ->
            rucio
                .replicas()
                .setState("NOPE", List.of(RealRucio.fresh("x")), ReplicaState.AVAILABLE));
  }

  private static void refused(RefusalKind kind, Runnable call) {
    final RucioRefusal refusal = assertThrows(RucioRefusal.class, call::run);
    assertEquals(kind, refusal.kind(), refusal.getMessage());
  }

  private RucioDid copying(RucioDid file) {
    rucio.replicas().register(CH, List.of(NewReplica.copying(file, 2880, ADLER, MD5)));
    return file;
  }

  private RucioDid available(RucioDid file) {
    rucio.replicas().register(CH, List.of(NewReplica.available(file, 2880, ADLER, MD5)));
    return file;
  }

  private FileReplicas only(ReplicaQuery query) {
    final List<FileReplicas> all = rucio.replicas().list(query);
    assertEquals(1, all.size());
    return all.getFirst();
  }

  private static List<RucioDid> names(List<DidInfo> infos) {
    return infos.stream().map(DidInfo::did).toList();
  }
}
