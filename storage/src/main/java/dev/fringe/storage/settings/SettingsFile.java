package dev.fringe.storage.settings;

import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Origin;
import dev.fringe.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the settings' file. */
public final class SettingsFile {

  /** The environment variable that names the file. */
  public static final String VARIABLE = "FRINGE_CONFIG";

  private SettingsFile() {}

  /**
   * The file that is meant: the one named on the command line, else by {@value #VARIABLE}, else
   * {@code fringe/fringe.yaml} in {@code XDG_CONFIG_HOME} or {@code ~/.config}, if it exists.
   */
  public static Optional<Path> find(Optional<Path> named, Map<String, String> environment) {
    if (named.isPresent()) {
      return named;
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty()
        ? Optional.of(usual(environment)).filter(Files::exists)
        : Optional.of(Path.of(variable));
  }

  /** Where the file is looked for when nothing names it. */
  public static Path usual(Map<String, String> environment) {
    String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder =
        base.startsWith("/")
            ? Path.of(base)
            : Path.of(System.getProperty("user.home")).resolve(".config");
    return folder.resolve("fringe").resolve("fringe.yaml");
  }

  /**
   * The settings that hold: of the file found, or {@link Settings#none()} where there is none.
   *
   * @throws SettingsException with every fault of the file
   */
  public static Settings load(Optional<Path> named) {
    return find(named, System.getenv()).map(SettingsFile::read).orElseGet(Settings::none);
  }

  /**
   * The settings of a file.
   *
   * @throws SettingsException with every fault of the file
   */
  public static Settings read(Path file) {
    return SettingsReader.read(file, textOf(file));
  }

  private static String textOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than is allowed, so that the excess is seen; never all of a large file.
      byte[] bytes = in.readNBytes(YamlText.LARGEST + 1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(file, "is not UTF-8 text: are these settings?");
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file: settings in YAML are needed");
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
    }
  }

  private static SettingsException refused(Path file, String message) {
    Faults faults = new Faults();
    faults.add("", Origin.of(file.toString()), "", message);
    return new SettingsException(file.toString(), faults.list());
  }
}
