package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;

/** How much one antenna's baselines weigh, beside what the file says. */
public record AntennaFactor(
    @Field(about = "The antenna's name in the files", longest = 64) String antenna,
    @Field(
            about =
                "What the weights of its baselines are multiplied by, when gains are solved for and"
                    + " in the image",
            above = "0",
            max = "1000000")
        double factor) {}
