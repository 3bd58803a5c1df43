/** What reads and writes bytes: FITS, the visibility store, and the data lake. */
package dev.fringe.storage;
