package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.Angle;

/** Where components may be found: a circle around the image centre. */
public record Mask(
    @Field(about = "The radius of the circle", above = "0 arcsec", max = "90 deg") Angle radius) {}
