package dev.fringe.bridge.flight;

import java.nio.file.Path;

/**
 * PEM files by which Flight is served over TLS.
 *
 * @param certificate the chain, the server's own first
 * @param key unencrypted, PKCS #8
 */
public record FlightTls(Path certificate, Path key) {}
