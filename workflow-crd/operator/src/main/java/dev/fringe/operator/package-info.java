/** The operator: watches a cluster's workflows, and does what {@code core} decides. */
package dev.fringe.operator;
