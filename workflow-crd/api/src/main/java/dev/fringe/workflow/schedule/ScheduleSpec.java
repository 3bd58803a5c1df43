package dev.fringe.workflow.schedule;

import dev.fringe.workflow.Scheduling;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.CronLine;
import dev.fringe.workflow.value.TimeSpan;
import dev.fringe.workflow.value.ZoneName;
import java.util.List;
import java.util.Optional;

/** When to look, where, and what to do with what is new. */
public record ScheduleSpec(
    @Field(
            about =
                "When to look for new files: cron lines of minute, hour, day of the month, month"
                    + " and day of the week",
            fewest = 1,
            most = 20)
        List<CronLine> schedules,
    @Field(
            about =
                "The time zone of these lines, and of nights. A time that the clocks jump over does"
                    + " not come on that day, one that they show twice comes twice",
            preset = "UTC")
        ZoneName timeZone,
    @Field(
            about =
                "While workflows of an earlier time are not over: Allow starts further ones, Forbid"
                    + " waits for their end, Replace ends them first (their files stay taken)",
            preset = "Allow")
        ConcurrencyPolicy concurrencyPolicy,
    @Field(
            about =
                "A time that was missed (nothing ran the schedule, or it was forbidden) is made up"
                    + " for no later than this; the last one alone is",
            otherwise = "until the next time",
            above = "0 s",
            max = "3650 d")
        Optional<TimeSpan> startingDeadline,
    @Field(
            about =
                "Suspended starts nothing more; workflows that are there go on. Running looks again"
                    + " at once, where a time was missed",
            preset = "Running")
        Scheduling.State state,
    @Field(about = "How many finished workflows of the schedule are kept") History history,
    @Field(about = "Where to look for files", isNeeded = true) Source source,
    @Field(about = "Which files make a workflow together") Batching batching,
    @Field(
            about =
                "So many workflows of the schedule at most are there and not over; further files"
                    + " wait",
            preset = "100",
            min = "1",
            max = "1000")
        int most,
    @Field(about = "The workflow that new files become") Template template) {}
