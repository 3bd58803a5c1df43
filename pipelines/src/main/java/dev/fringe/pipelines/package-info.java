/**
 * The imaging pipeline: {@link dev.fringe.pipelines.ImagingPipeline} is the graph, read from top to
 * bottom.
 */
package dev.fringe.pipelines;
