/**
 * Objects on WebDAV servers with bearer tokens, and, for reading, on any HTTPS server. Servers that
 * write an upload in place, as a few do, show a part of it while it comes: what must never be seen
 * half goes up under another name and is moved.
 */
package dev.fringe.storage.objects.webdav;
