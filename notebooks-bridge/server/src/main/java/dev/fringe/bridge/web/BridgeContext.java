package dev.fringe.bridge.web;

import dev.fringe.bridge.catalogue.Catalogue;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the parts of the service are made with.
 *
 * @param catalogue what is in the lake, by index
 * @param lake the lake itself: bytes, replicas, rules
 * @param lakeSettings which lake it is
 * @param settings the settings in force
 * @param clock by which embargoes, lifetimes and jobs go
 * @param links addresses of things of this service
 * @param state a folder for what must survive a restart; each part has its own sub-folder
 */
public record BridgeContext(
    Catalogue catalogue,
    DataLake lake,
    LakeSettings lakeSettings,
    Settings settings,
    Clock clock,
    Links links,
    Path state) {}
