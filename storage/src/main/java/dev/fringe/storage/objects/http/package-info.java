/**
 * What stores that are reached by HTTP have in common: one client, retries, what a status means.
 */
package dev.fringe.storage.objects.http;
