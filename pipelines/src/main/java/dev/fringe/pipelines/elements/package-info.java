/**
 * What travels along the graph between steps: small serialisable records. Images, densities and
 * packed visibilities stay in the visibility store, and travel as names in it.
 */
package dev.fringe.pipelines.elements;
