package dev.fringe.storage.settings;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.YamlText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes settings of a text, or tells everything that is wrong with it. */
final class SettingsReader {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}";

  private final Faults faults = new Faults();
  private final Values values;

  private SettingsReader(Path file) {
    this.values = new Values(file);
  }

  /**
   * Reads a text.
   *
   * @param file that it is from: relative paths begin in its folder
   * @throws SettingsException with every fault
   */
  static Settings read(Path file, String text) {
    return new SettingsReader(file).settings(file.toString(), text);
  }

  private Settings settings(String source, String text) {
    if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
      return new Settings(
          source, Map.of(), "", List.of(), CacheSettings.standard(), ServeSettings.standard());
    }
    Optional<Section> document =
        YamlText.readDocument(source, text, faults).flatMap(node -> Section.of(faults, "", node));
    if (document.isEmpty()) {
      throw new SettingsException(source, faults.list());
    }
    Section top = document.get();
    Map<String, LakeSettings> lakes = top.section("lakes").map(this::lakes).orElse(Map.of());
    Settings settings =
        new Settings(
            source,
            lakes,
            defaultLake(top, lakes),
            top.sections("endpoints").stream()
                .map(section -> EndpointReader.read(section, values))
                .flatMap(Optional<EndpointSettings>::stream)
                .toList(),
            top.section("cache").map(this::cache).orElseGet(CacheSettings::standard),
            top.section("serve")
                .map(section -> ServeReader.read(section, values))
                .orElseGet(ServeSettings::standard));
    top.end();
    if (!faults.isEmpty()) {
      throw new SettingsException(source, faults.list());
    }
    return settings;
  }

  private Map<String, LakeSettings> lakes(Section section) {
    Map<String, LakeSettings> lakes = new LinkedHashMap<>();
    section
        .named()
        .forEach(
            (name, lake) -> {
              if (!name.matches(NAME)) {
                section.refuse(
                    name, "a lake's name is letters, digits and _ . - , starting with one of them");
              }
              LakeReader.read(lake, values).ifPresent(read -> lakes.put(name, read));
            });
    return lakes;
  }

  private String defaultLake(Section top, Map<String, LakeSettings> lakes) {
    Optional<String> named = top.text("defaultLake");
    if (named.isPresent() && !lakes.containsKey(named.get()) && !faults.touch("lakes")) {
      top.refuse(
          "defaultLake",
          "there is no lake \"%s\" under lakes; there %s"
              .formatted(
                  named.get(),
                  lakes.isEmpty() ? "are none" : "are " + String.join(", ", lakes.keySet())));
    }
    // Where there is one only, it is meant.
    return named.orElseGet(() -> lakes.size() == 1 ? lakes.keySet().iterator().next() : "");
  }

  private CacheSettings cache(Section section) {
    CacheSettings standard = CacheSettings.standard();
    String folder = section.text("folder").map(values::path).orElse(standard.folder());
    Optional<String> size = section.text("size");
    Optional<Long> bytes = size.flatMap(ByteSize::parse);
    if (size.isPresent() && bytes.isEmpty()) {
      section.refuse(
          "size", "\"%s\" is no size: write %s".formatted(size.get(), ByteSize.WHAT_IS_RIGHT));
    }
    section.end();
    return new CacheSettings(folder, bytes.orElse(standard.bytes()));
  }
}
