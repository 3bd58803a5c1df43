package dev.fringe.pipelines.progress;

/**
 * How far one task of a stage has come.
 *
 * @param stage name of the stage, as the user reads it
 * @param task which of the stage's tasks
 * @param done units done, of {@code total}
 * @param total units in all; 0 where unknown
 * @param unit what is counted, in the plural: "visibilities", "components"
 * @param startedMillis when the task began, milliseconds of the epoch
 * @param updatedMillis when this was written
 * @param finished whether the task has ended
 * @param note what the task decided or found, one line; may be empty
 */
public record TaskReport(
    String stage,
    String task,
    long done,
    long total,
    String unit,
    long startedMillis,
    long updatedMillis,
    boolean finished,
    String note) {}
