package dev.fringe.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What whoever starts a run tells it besides the workflow: an operator does, a person need not.
 *
 * @param flinkJobId of the job that a cluster is sent; empty for one that Flink chooses
 * @param finished work of others, whose products may stand for this run's
 * @param owner whose run it is; empty for a person's
 */
public record Handover(
    Optional<FlinkJobId> flinkJobId, List<Finished> finished, Optional<Owner> owner) {
  /** The variable that gives the Flink job's id. */
  public static final String JOB_ID_VARIABLE = "FRINGE_FLINK_JOB_ID";

  /** The variable that names a file of finished work. */
  public static final String FINISHED_VARIABLE = "FRINGE_FINISHED";

  /** The variable that says whose run it is. */
  public static final String OWNER_VARIABLE = "FRINGE_OWNER";

  private static final int LONGEST_FILE = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  public Handover {
    finished = List.copyOf(finished);
  }

  /**
   * Work that is done.
   *
   * @param workflow its name
   * @param key of its run
   * @param dataset what it published
   */
  public record Finished(String workflow, String key, Did dataset) {}

  /**
   * Of a run, or of several of the same workflow.
   *
   * @param uid that nothing else ever has: letters, digits and -
   */
  public record Owner(String uid) {
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

    public Owner {
      if (!UID.matcher(uid).matches()) {
        throw new UsageException(
            OWNER_VARIABLE + " is '" + uid + "', but must be letters, digits and -, at most 63");
      }
    }
  }

  /** From a person, who tells nothing. */
  public static Handover none() {
    return new Handover(Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * What this process's environment tells.
   *
   * @throws UsageException if it cannot be
   */
  public static Handover ofThisProcess() throws IOException {
    Optional<FlinkJobId> id = variable(JOB_ID_VARIABLE).map(FlinkJobId::of);
    Optional<String> file = variable(FINISHED_VARIABLE);
    return new Handover(
        id,
        file.isPresent() ? read(Path.of(file.get())) : List.of(),
        variable(OWNER_VARIABLE).map(Owner::new));
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  /** JSON of {@code [{"workflow": "monday", "key": "5f...", "dataset": "scope:name"}]}. */
  static List<Finished> read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new UsageException("%s: larger than %d bytes".formatted(file, LONGEST_FILE));
    }
    List<Finished> finished = new ArrayList<>();
    for (JsonNode one : JSON.readTree(file.toFile())) {
      String did = one.path("dataset").asText();
      int colon = did.indexOf(':');
      if (colon > 0 && colon < did.length() - 1) {
        finished.add(
            new Finished(
                one.path("workflow").asText(),
                one.path("key").asText(),
                Did.of(did.substring(0, colon), did.substring(colon + 1))));
      }
    }
    return finished;
  }
}
