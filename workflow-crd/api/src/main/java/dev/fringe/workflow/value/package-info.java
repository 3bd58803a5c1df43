/**
 * The values of a workflow that people write as text: quantities with units, ranges, sizes,
 * positions on the sky. Each reads what people write, refuses the rest by saying what would be
 * right, and prints itself in one canonical form that reads back as the same value.
 */
package dev.fringe.workflow.value;
