package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;

/** What happens after a failure that another attempt may not meet. */
public record Retries(
    @Field(
            about = "How often failed work is tried again; bad input never is",
            preset = "2",
            min = "0",
            max = "100")
        int limit) {}
