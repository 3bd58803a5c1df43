package dev.fringe.workflow.schedule;

import dev.fringe.workflow.schema.Field;
import java.util.Map;
import java.util.Optional;

/**
 * What Kubernetes knows a schedule by. The name is that of its workflows, with eleven letters more:
 * it is shorter than theirs may be.
 */
public record ScheduleMetadata(
    @Field(
            about = "The schedule's name, which its workflows' names begin with",
            pattern = "[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?",
            patternInWords =
                "at most 52 lower-case letters, digits and hyphens, with a letter or a digit at"
                    + " both ends, such as nightly")
        String name,
    @Field(
            about = "The Kubernetes namespace",
            otherwise = "that of kubectl",
            pattern = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            patternInWords = "at most 63 lower-case letters, digits and hyphens")
        Optional<String> namespace,
    @Field(about = "Labels for finding schedules in Kubernetes; kept as they are")
        Map<String, String> labels,
    @Field(about = "Remarks for people and tools; kept as they are")
        Map<String, String> annotations) {}
