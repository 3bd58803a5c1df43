/** The steps of the graph, one class each: what a worker does with an element. */
package dev.fringe.pipelines.steps;
