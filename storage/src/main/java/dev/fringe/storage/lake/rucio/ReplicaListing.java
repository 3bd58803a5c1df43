package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.model.FileReplicas;
import dev.fringe.rucio.model.ReplicaAddress;
import dev.fringe.rucio.model.ReplicaQuery;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Replica;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicas and their addresses. Rucio tells one address of an RSE, of those whose schemes are asked
 * for; so the schemes that stores open by themselves are asked for first, then those of the web,
 * which may want a certificate or a signature, then any, each only for files that still lack one.
 */
final class ReplicaListing {

  private final RucioClient rucio;
  private final List<List<String>> rounds;

  ReplicaListing(RucioClient rucio, List<String> schemes) {
    this.rucio = rucio;
    List<List<String>> asked = new ArrayList<>();
    asked.add(schemes.stream().filter(scheme -> !isWeb(scheme)).toList());
    asked.add(schemes.stream().filter(ReplicaListing::isWeb).toList());
    asked.removeIf(List::isEmpty);
    asked.add(List.of());
    this.rounds = List.copyOf(asked);
  }

  private static boolean isWeb(String scheme) {
    return scheme.equals("https") || scheme.equals("http");
  }

  /** All replicas, in every state; a file that isn't there is not in it. */
  Map<Did, List<Replica>> of(Collection<Did> files) throws IOException {
    Map<Did, Map<String, Replica>> found = new LinkedHashMap<>();
    Collection<Did> lacking = List.copyOf(files);
    for (List<String> schemes : rounds) {
      if (!lacking.isEmpty()) {
        ReplicaQuery query =
            ReplicaQuery.of(Terms.rucio(lacking))
                .inAllStates()
                .schemes(schemes.toArray(String[]::new));
        List<Did> next = new ArrayList<>();
        for (FileReplicas answer : Terms.ask(() -> rucio.replicas().list(query))) {
          Did did = Terms.did(answer.did());
          Map<String, Replica> own = found.computeIfAbsent(did, absent -> new LinkedHashMap<>());
          answer.addresses().forEach(address -> add(own, did, answer, address));
          if (!own.keySet().containsAll(answer.states().keySet())) {
            next.add(did);
            addUnreachable(own, did, answer, schemes);
          }
        }
        lacking = next;
      }
    }
    Map<Did, List<Replica>> replicas = new LinkedHashMap<>();
    found.forEach((did, own) -> replicas.put(did, List.copyOf(own.values())));
    return replicas;
  }

  private static void add(
      Map<String, Replica> own, Did did, FileReplicas answer, ReplicaAddress address) {
    ReplicaState state = answer.states().getOrDefault(address.rse(), ReplicaState.OTHER);
    own.putIfAbsent(
        address.rse(), replica(did, address.rse(), location(address.pfn()), answer, state));
  }

  /** After the last round: what has no address at all is told, though it can't be opened. */
  private void addUnreachable(
      Map<String, Replica> own, Did did, FileReplicas answer, List<String> schemes) {
    if (schemes.equals(rounds.getLast())) {
      answer
          .states()
          .forEach(
              (rse, state) ->
                  own.putIfAbsent(
                      rse, replica(did, rse, URI.create("unknown:" + rse), answer, state)));
    }
  }

  private static Replica replica(
      Did did, String rse, URI location, FileReplicas answer, ReplicaState state) {
    return new Replica(
        did,
        rse,
        location,
        answer.bytes().orElse(0),
        answer.adler32().orElse(""),
        answer.md5().orElse(""),
        Terms.state(state));
  }

  /** Without its signature, which is a secret for as long as it holds. */
  private static URI location(String pfn) {
    int query = pfn.indexOf('?');
    return URI.create(query < 0 ? pfn : pfn.substring(0, query)).normalize();
  }
}
