package dev.fringe.bridge.uws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job as it stands. Times are ISO 8601, empty for none, so that it can be kept as JSON.
 *
 * @param id unguessable: who knows it may see the job
 * @param runId what the one who asked calls it; empty for nothing
 * @param owner who asked for it; empty for somebody unknown
 * @param phase how far it is
 * @param created when it was asked for
 * @param started when it began
 * @param ended when it ended
 * @param seconds it may take
 * @param destruction when it is deleted
 * @param parameters by names in upper case
 * @param uploads names of files that were sent along
 * @param error what went wrong; empty for nothing
 * @param results what it made
 */
public record Job(
    String id,
    String runId,
    String owner,
    Phase phase,
    String created,
    String started,
    String ended,
    int seconds,
    String destruction,
    Map<String, List<String>> parameters,
    List<String> uploads,
    String error,
    List<Result> results) {

  /**
   * Something that a job made.
   *
   * @param name of it, and of its file
   * @param mediaType of it
   * @param bytes size
   */
  public record Result(String name, String mediaType, long bytes) {}

  public Job {
    // Jobs of before there were owners.
    owner = owner == null ? "" : owner;
    parameters = Map.copyOf(parameters);
    uploads = List.copyOf(uploads);
    results = List.copyOf(results);
  }

  static Job create(
      String id,
      String owner,
      Map<String, List<String>> parameters,
      int seconds,
      Instant now,
      Instant end) {
    return new Job(
        id,
        Optional.ofNullable(parameters.get("RUNID")).map(List::getFirst).orElse(""),
        owner,
        Phase.PENDING,
        now.toString(),
        "",
        "",
        seconds,
        end.toString(),
        parameters,
        List.of(),
        "",
        List.of());
  }

  Job in(Phase other) {
    return new Job(
        id,
        runId,
        owner,
        other,
        created,
        started,
        ended,
        seconds,
        destruction,
        parameters,
        uploads,
        error,
        results);
  }

  Job begun(Instant now) {
    return new Job(
        id,
        runId,
        owner,
        Phase.EXECUTING,
        created,
        now.toString(),
        "",
        seconds,
        destruction,
        parameters,
        uploads,
        "",
        List.of());
  }

  Job ended(Phase how, Instant now, String why, List<Result> made) {
    return new Job(
        id,
        runId,
        owner,
        how,
        created,
        started,
        now.toString(),
        seconds,
        destruction,
        parameters,
        uploads,
        why,
        made);
  }

  Job lasting(int otherSeconds) {
    return new Job(
        id,
        runId,
        owner,
        phase,
        created,
        started,
        ended,
        otherSeconds,
        destruction,
        parameters,
        uploads,
        error,
        results);
  }

  Job until(Instant end) {
    return new Job(
        id,
        runId,
        owner,
        phase,
        created,
        started,
        ended,
        seconds,
        end.toString(),
        parameters,
        uploads,
        error,
        results);
  }

  /** With further parameters in place of those of the same names. */
  Job asking(Map<String, List<String>> further) {
    Map<String, List<String>> all = new LinkedHashMap<>(parameters);
    all.putAll(further);
    return new Job(
        id,
        Optional.ofNullable(all.get("RUNID")).map(List::getFirst).orElse(runId),
        owner,
        phase,
        created,
        started,
        ended,
        seconds,
        destruction,
        all,
        uploads,
        error,
        results);
  }

  Job sending(List<String> files) {
    List<String> all = new ArrayList<>(uploads);
    files.stream().filter(file -> !all.contains(file)).forEach(all::add);
    return new Job(
        id,
        runId,
        owner,
        phase,
        created,
        started,
        ended,
        seconds,
        destruction,
        parameters,
        all,
        error,
        results);
  }

  /** Whether it should be gone. */
  boolean isOver(Instant now) {
    return !now.isBefore(Instant.parse(destruction));
  }
}
