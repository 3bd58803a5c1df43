package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.Declination;
import dev.fringe.workflow.value.RightAscension;

/** A position on the sky, in the frame of the observation. */
public record Centre(
    @Field(about = "Right ascension: 12h30m49.42s, 12:30:49.42 or an angle") RightAscension ra,
    @Field(about = "Declination: +12d23m28.0s, 12:23:28.0 or an angle") Declination dec) {}
