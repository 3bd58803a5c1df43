package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;

/**
 * A condition as Kubernetes' conventions have it: {@code Accepted} (the spec is right), {@code
 * Launched} (the last attempt's job is there) and {@code Complete} (the products are there; False
 * once that is given up); for schedules see {@link ScheduleStatus#conditions}.
 */
public record Condition(
    @Field(about = "Its name, such as Accepted") String type,
    @Field(about = "True, False or Unknown") String status,
    @Field(about = "Why, in one word for programs") String reason,
    @Field(about = "Why, in a sentence for people") String message,
    @Field(about = "When the status last changed, UTC") String lastTransitionTime,
    @Field(about = "The metadata.generation that was judged", min = "0") int observedGeneration) {}
