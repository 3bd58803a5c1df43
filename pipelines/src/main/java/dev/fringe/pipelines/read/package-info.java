/**
 * From rows of visibility files to samples for the kernels: selection, flags, Stokes parameters.
 */
package dev.fringe.pipelines.read;
