package dev.fringe.rucio.http;

import java.time.Duration;

/**
 * One request that was sent, as told to a {@link CallListener}.
 *
 * @param route method and path with places for names, such as {@code GET /dids/{}/{}}
 * @param status the HTTP status, 0 where no answer came
 * @param attempt 1 for the first
 * @param took until the answer's head
 */
public record Call(String route, int status, int attempt, Duration took) {}
