package dev.fringe.storage.objects;

import java.time.Duration;

/**
 * What a signed address is good for: one object, read by whoever has the address.
 *
 * @param lifetime after which it is refused; up to 7 days
 * @param endpoint where clients see the store, {@code https://host:port}; empty for where this
 *     process sees it
 * @param fileName what the bytes are to be saved as
 * @param contentType media type that the answer is to have
 */
public record SignedRead(Duration lifetime, String endpoint, String fileName, String contentType) {}
