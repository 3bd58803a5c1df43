/**
 * Which store answers for which address: one {@link dev.fringe.storage.endpoints.ObjectStores} for
 * a process, made from settings that hold no secret.
 */
package dev.fringe.storage.endpoints;
