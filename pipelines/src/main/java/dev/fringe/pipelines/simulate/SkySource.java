package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.direct.SkyComponent;

/** A named component of a sky model, placed relative to the phase centre. */
public record SkySource(String name, SkyComponent component) {}
