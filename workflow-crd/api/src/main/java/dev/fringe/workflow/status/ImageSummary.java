package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.Optional;

/** What an astronomer asks first of an image. */
public record ImageSummary(
    @Field(about = "The restoring beam: axes and position angle", otherwise = "not known")
        Optional<String> beam,
    @Field(about = "The noise of the residual, per beam", otherwise = "not known")
        Optional<String> noise,
    @Field(about = "The brightest pixel, per beam", otherwise = "not known")
        Optional<String> peak) {}
