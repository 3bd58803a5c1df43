/** Objects that are files of this machine, or of a disk that several machines share. */
package dev.fringe.storage.objects.file;
