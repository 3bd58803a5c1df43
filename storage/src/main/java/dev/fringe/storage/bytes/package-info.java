/**
 * Bytes by position, wherever they lie: a local file, an object in a store. What reads a format
 * asks for ranges and never learns where they come from; what writes a file makes it complete
 * before it has its name.
 */
package dev.fringe.storage.bytes;
