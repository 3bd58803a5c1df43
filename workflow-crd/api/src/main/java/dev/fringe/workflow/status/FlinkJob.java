package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.Optional;

/** The job of a Flink cluster that an attempt has started. */
public record FlinkJob(
    @Field(about = "Its id, as Flink's own page shows it", otherwise = "not known yet")
        Optional<String> id,
    @Field(about = "Flink's word for its state, such as RUNNING", otherwise = "not known")
        Optional<String> state) {}
