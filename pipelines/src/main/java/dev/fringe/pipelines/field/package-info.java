/**
 * What pixels suit an observation: the one rule, for {@code inspect} to suggest and {@code run} to
 * follow.
 */
package dev.fringe.pipelines.field;
