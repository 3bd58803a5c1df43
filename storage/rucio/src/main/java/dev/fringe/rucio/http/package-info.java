/**
 * Requests and answers: one place that sends, retries, renews tokens, counts and reads streams.
 * What is asked is known to the packages above.
 */
package dev.fringe.rucio.http;
