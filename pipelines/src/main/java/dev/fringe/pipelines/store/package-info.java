/**
 * A run's view of its visibility store: results of steps, images and packed visibilities by name,
 * progress, and the fault if there is one.
 */
package dev.fringe.pipelines.store;
