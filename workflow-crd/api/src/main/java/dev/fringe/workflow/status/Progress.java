package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.Optional;

/** How far the running attempt has come. */
public record Progress(
    @Field(about = "The step of the pipeline", otherwise = "it has not told one yet")
        Optional<String> stage,
    @Field(about = "The major cycle, from 1", otherwise = "none has begun", min = "0")
        Optional<Integer> majorCycle,
    @Field(about = "Of the whole", otherwise = "not known", min = "0", max = "100")
        Optional<Integer> percent,
    @Field(about = "When the end is expected, UTC", otherwise = "not known")
        Optional<String> estimatedEnd) {}
