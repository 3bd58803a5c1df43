package dev.fringe.sources;

import dev.fringe.operator.schedule.FileSource;
import dev.fringe.operator.schedule.core.Found;
import dev.fringe.storage.endpoints.ObjectStores;
import dev.fringe.storage.settings.LakeSettings;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.RucioClients;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.schedule.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The places that a settings file names: its endpoints, and its default lake. Clients are made when
 * they are first needed.
 */
public final class SettingsFileSource implements FileSource {
  private final Settings settings;
  private final ObjectStores stores;
  private final PrefixFiles prefixes;
  private Optional<LakeFiles> lake = Optional.empty();

  private SettingsFileSource(Settings settings) {
    this.settings = settings;
    this.stores = ObjectStores.of(settings.endpoints());
    this.prefixes = new PrefixFiles(settings, stores);
  }

  /** By these settings. */
  public static SettingsFileSource of(Settings settings) {
    return new SettingsFileSource(settings);
  }

  @Override
  public List<Found> look(Source source, Predicate<String> isWanted) throws IOException {
    if (source.prefix().isPresent()) {
      return prefixes.look(source.prefix().get(), source.pattern().depth(), isWanted);
    } else if (source.dataset().isPresent()) {
      return lake().dataset(source.dataset().get(), isWanted);
    }
    return lake().query(source.query().orElseThrow(), isWanted);
  }

  private synchronized LakeFiles lake() throws IOException {
    if (lake.isEmpty()) {
      LakeSettings meant = Lakes.findExisting(settings, "");
      lake =
          Optional.of(
              switch (meant) {
                case RucioLake rucio -> new RucioFiles(RucioClients.open(rucio));
                case LocalLake local -> new LocalFiles(Lakes.open(settings, local));
              });
    }
    return lake.get();
  }

  @Override
  public synchronized void close() {
    try {
      stores.close();
      if (lake.isPresent()) {
        lake.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
