/** Products' files as they are: by ranges, with checksums, for those who may have them. */
package dev.fringe.bridge.files;
