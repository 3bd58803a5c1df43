package dev.fringe.storage.settings;

import dev.fringe.storage.objects.EndpointSettings;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that {@code fringe.yaml} says. Holds no secret, and travels to workers.
 *
 * @param source the file, for messages; empty where there is none
 * @param lakes by name
 * @param defaultLake the lake that is meant where none is named; empty for the folder {@value
 *     LocalLake#DEFAULT_FOLDER}
 * @param endpoints how object stores are reached
 * @param cache where what was fetched is kept
 * @param serve how a lake is served to others
 */
public record Settings(
    String source,
    Map<String, LakeSettings> lakes,
    String defaultLake,
    List<EndpointSettings> endpoints,
    CacheSettings cache,
    ServeSettings serve)
    implements Serializable {

  public Settings {
    lakes = Collections.unmodifiableMap(new LinkedHashMap<>(lakes));
    endpoints = List.copyOf(endpoints);
  }

  /**
   * What holds without a file: a lake in a folder, and object stores as their own tools see them.
   */
  public static Settings none() {
    return new Settings(
        "", Map.of(), "", List.of(), CacheSettings.standard(), ServeSettings.standard());
  }

  /** The same, where the default lake is another. */
  public Settings withDefaultLake(String name) {
    return new Settings(source, lakes, name, endpoints, cache, serve);
  }

  /** The same, served in another way. */
  public Settings serving(ServeSettings other) {
    return new Settings(source, lakes, defaultLake, endpoints, cache, other);
  }
}
