/**
 * What a field of a workflow may hold: declared once, beside the field, and used to refuse bad
 * values, to fill in defaults and to write the reference.
 */
package dev.fringe.workflow.schema;
