/**
 * The form in which visibilities reach the kernels: flat arrays with their units in their names.
 */
package dev.fringe.imaging.visibility;
