package dev.fringe.operator.schedule.core;

import dev.fringe.workflow.schedule.NewFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to make of a look.
 *
 * @param batches that are complete, the oldest first
 * @param waiting how many files are there that are not taken, those of the batches included
 * @param again when waiting files may be complete, if time alone brings that
 */
record Plan(List<List<NewFile>> batches, int waiting, Optional<Instant> again) {}
