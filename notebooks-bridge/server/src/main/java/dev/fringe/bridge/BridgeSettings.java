package dev.fringe.bridge;

import dev.fringe.bridge.workflows.RunnerSettings;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the service runs.
 *
 * @param settings the settings in force
 * @param lake which lake is served
 * @param host address to listen at
 * @param port 0 for any free one
 * @param flightPort of Arrow Flight, 0 for any free one; empty for none
 * @param baseUrl where it is seen from outside, without a slash at the end; empty for host and port
 * @param state folder of the index, and of what must survive a restart
 * @param pause between two looks at the lake
 * @param workflows how those run that people submit; empty for not at all
 */
public record BridgeSettings(
    Settings settings,
    LakeSettings lake,
    String host,
    int port,
    OptionalInt flightPort,
    Optional<URI> baseUrl,
    Path state,
    Duration pause,
    Optional<RunnerSettings> workflows) {}
