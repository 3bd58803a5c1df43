package dev.fringe.storage.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.objects.EndpointSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's settings, read as they were meant. */
class SettingsFileTest {

  private static final String ALL =
      """
      defaultLake: srcnet
      lakes:
        laptop: {type: local, path: lakes/mine}
        srcnet:
          type: rucio
          url: https://rucio.example.org/
          authUrl: https://auth.example.org
          account: jdoe
          auth: {method: userpass, username: jdoe, passwordFile: ~/.config/fringe/password}
          caFile: ca.pem
          prefer: [site=CH, tier=1]
          upload: site=CH
        service:
          type: rucio
          url: http://127.0.0.1:9393
          account: fringe
          auth:
            method: client-credentials
            issuer: https://iam.example.org/
            clientId: fringe
            clientSecretEnv: FRINGE_CLIENT_SECRET
            scope: openid offline_access
      endpoints:
        - {prefix: "s3://fringe", endpoint: "http://127.0.0.1:9000", region: us-east-1}
        - {prefix: "davs://dav.example.org/", tokenFile: /run/token}
      cache: {folder: /var/cache/fringe, size: 1.5 GB}
      """;

  @TempDir Path folder;

  @Test
  void everythingThatCanBeSaidIsRead() throws IOException {
    Settings settings = read(ALL);
    assertEquals("srcnet", settings.defaultLake());
    assertEquals(List.of("laptop", "srcnet", "service"), List.copyOf(settings.lakes().keySet()));
    assertEquals(
        new RucioLake(
            "https://rucio.example.org",
            "https://auth.example.org",
            "jdoe",
            new SignIn.UserPass(
                "jdoe", System.getProperty("user.home") + "/.config/fringe/password", ""),
            false,
            folder.resolve("ca.pem").toString(),
            List.of("site=CH", "tier=1"),
            "site=CH"),
        settings.lakes().get("srcnet"));
    assertEquals(
        new SignIn.ClientCredentials(
            "https://iam.example.org",
            "fringe",
            "",
            "FRINGE_CLIENT_SECRET",
            "openid offline_access",
            ""),
        ((RucioLake) settings.lakes().get("service")).signIn());
    assertEquals(
        List.of("s3://fringe", "davs://dav.example.org/"),
        settings.endpoints().stream().map(EndpointSettings::prefix).toList());
    assertEquals(new CacheSettings("/var/cache/fringe", 1_500_000_000L), settings.cache());
  }

  @Test
  void relativePathsBeginBesideTheFile() throws IOException {
    assertEquals(
        new LocalLake(folder.resolve("lakes/mine").toString()), read(ALL).lakes().get("laptop"));
  }

  @Test
  void theOnlyLakeIsTheDefault() throws IOException {
    assertEquals("mine", read("lakes: {mine: {type: local, path: /lake}}").defaultLake());
  }

  @Test
  void aFileOfRemarksIsNoFault() throws IOException {
    assertEquals(Map.of(), read("# nothing yet\n\n").lakes());
    assertEquals(Map.of(), read("").lakes());
  }

  @Test
  void settingsTravelToWorkers() throws Exception {
    Settings settings = read(ALL);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(settings, in.readObject());
    }
  }

  @Test
  void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheHome() throws IOException {
    Path named = Path.of("named.yaml");
    Path home = folder.resolve("fringe/fringe.yaml");
    Map<String, String> environment =
        Map.of("FRINGE_CONFIG", "variable.yaml", "XDG_CONFIG_HOME", folder.toString());
    Map<String, String> homeOnly = Map.of("XDG_CONFIG_HOME", folder.toString());
    assertEquals(Optional.of(named), SettingsFile.find(Optional.of(named), environment));
    assertEquals(
        Optional.of(Path.of("variable.yaml")), SettingsFile.find(Optional.empty(), environment));
    assertEquals(Optional.empty(), SettingsFile.find(Optional.empty(), homeOnly));
    Files.createDirectories(home.getParent());
    Files.writeString(home, "lakes: {}");
    assertEquals(Optional.of(home), SettingsFile.find(Optional.empty(), homeOnly));
  }

  @Test
  void aLakeIsMeantByNameOrFolder() throws IOException {
    Settings settings = read(ALL);
    assertEquals(settings.lakes().get("srcnet"), Lakes.find(settings, ""));
    assertEquals(settings.lakes().get("laptop"), Lakes.find(settings, "laptop"));
    assertEquals(new LocalLake("/some/folder"), Lakes.find(settings, "/some/folder"));
    assertTrue(Lakes.find(Settings.none(), "").describe().endsWith("/fringe-lake"));
  }

  @Test
  void aTypingErrorMakesNoLake() throws IOException {
    Settings settings = read(ALL);
    SettingsException refused =
        assertThrows(SettingsException.class, () -> Lakes.findExisting(settings, "srcnt"));
    assertTrue(
        refused.getMessage().contains("\"srcnt\" (did you mean srcnet?)"), refused.getMessage());
    assertFalse(Files.exists(Path.of("srcnt")));
  }

  @Test
  void theSampleIsRight() {
    Settings sample = SettingsFile.read(Path.of("../sample-data/fringe.yaml"));
    assertEquals("test", sample.defaultLake());
    assertEquals(List.of("test", "laptop"), List.copyOf(sample.lakes().keySet()));
    assertEquals(2, sample.endpoints().size());
  }

  private Settings read(String text) throws IOException {
    return SettingsFile.read(Files.writeString(folder.resolve("fringe.yaml"), text));
  }
}
