/**
 * A data lake in a folder: sub-folders stand for RSEs, an append-only log is the catalogue.
 *
 * <p>Everything a publication does before its one line in the log is invisible, and everything
 * after it is only tidying; so it may be killed anywhere. What it leaves is found through its
 * session file, and removed by the next publication.
 */
package dev.fringe.storage.lake.local;
