package dev.fringe.workflow.schedule;

import dev.fringe.workflow.schema.Field;

/**
 * How many finished workflows of a schedule are kept. More than a CronJob keeps, for one time of a
 * schedule makes many workflows, and who looks in the morning wants to see all that failed.
 */
public record History(
    @Field(
            about = "Succeeded ones: of more, the oldest are deleted; their products are not",
            preset = "20",
            min = "0",
            max = "1000")
        int successful,
    @Field(
            about = "Failed ones: of more, the oldest are deleted",
            preset = "100",
            min = "0",
            max = "1000")
        int failed) {}
