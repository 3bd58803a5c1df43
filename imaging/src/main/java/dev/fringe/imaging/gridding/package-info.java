/**
 * Gridding and degridding by improved w-stacking (Arras et al. 2021, A&amp;A 646, A58; Ye et al.
 * 2021, arXiv 2101.11172): from visibilities to images and back, within a promised accuracy.
 *
 * <p>A {@link dev.fringe.imaging.gridding.GriddingPlan} decides; a {@link
 * dev.fringe.imaging.gridding.SamplePacker} sorts samples once; a {@link
 * dev.fringe.imaging.gridding.Gridder} passes over the sorted samples as often as is needed. {@link
 * dev.fringe.imaging.gridding.Gridding} does all three in one call.
 */
package dev.fringe.imaging.gridding;
