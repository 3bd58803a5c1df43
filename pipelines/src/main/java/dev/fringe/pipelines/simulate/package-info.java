/**
 * Observations that nobody made: an array, a sky and a noise become a UVFITS file by the exact
 * measurement equation. The {@code simulate} command, and a library for {@code demo} and tests.
 */
package dev.fringe.pipelines.simulate;
