package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.Optional;

/** What work this is, so that the same is not done twice. */
public record Work(
    @Field(
            about =
                "SHA-256 of what decides the pixels: inputs, selection, image, clean, calibration",
            otherwise = "not known")
        Optional<String> spec,
    @Field(
            about = "SHA-256 of that, of the input bytes' versions and of Fringe's version",
            otherwise = "the run has not told it")
        Optional<String> key,
    @Field(
            about = "The workflow whose products these are, as it had done the same before",
            otherwise = "the work was done for this one")
        Optional<String> reusedFrom) {}
