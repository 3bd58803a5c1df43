/**
 * Visibilities as files hold them, whatever the format: what was observed, and blocks of rows read
 * by ranges.
 */
package dev.fringe.storage.visibility;
