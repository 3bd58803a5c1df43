/**
 * The visibility store: what one run of a workflow keeps between its steps. Packed samples and
 * images are Arrow IPC files, mapped rather than read; small state is JSON. A run that is killed
 * and started again finds here what was finished.
 */
package dev.fringe.storage.store;
