/**
 * Bytes under addresses, wherever they are kept: on a disk, in an S3 store, on a WebDAV server.
 * What reads and writes them does not know which.
 */
package dev.fringe.storage.objects;
