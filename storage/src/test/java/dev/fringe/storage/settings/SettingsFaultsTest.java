package dev.fringe.storage.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.yaml.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with settings is told at once, by path and line, and never quotes a secret. */
class SettingsFaultsTest {

  private static final String SECRET = "hunter2-XYZZY";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lakes: 3                                      | lakes                 | should be a mapping
          lakes: {a: {type: local}}                     | lakes.a.path          | is missing: the lake's folder
          lakes: {a: {path: /x}}                        | lakes.a.type          | one of local, rucio
          lakes: {a: {type: rucoi}}                     | lakes.a.type          | did you mean rucio?
          lakes: {a: {type: local, path: /x, pth: 1}}   | lakes.a.pth           | did you mean path?
          lakes: {a: {type: local, path: [x]}}          | lakes.a.path          | write a text
          lakes: {a b: {type: local, path: /x}}         | lakes.a b             | a lake's name is letters
          laces: {}                                     | laces                 | did you mean lakes?
          defaultLake: b                                | defaultLake           | there are none
          cache: {size: 50}                             | cache.size            | write a number and one of kB, MB, GB
          cache: {size: 50 gigs}                        | cache.size            | is no size
          endpoints: {prefix: "s3://a"}                 | endpoints             | should be a list
          endpoints: [{region: x}]                      | endpoints[0].prefix   | is missing
          endpoints: [{prefix: "ftp://a"}]              | endpoints[0].prefix   | is not an address
          endpoints: [{prefix: "s3://a", pathStyle: 1}] | endpoints[0].pathStyle | is not true or false
          serve: {index: {username: f}}                 | serve.index.url       | is missing
          serve: {index: {url: "postgresql://h/d"}}     | serve.index.username  | is missing
          serve: {index: {url: "mysql://h/d", username: f}} | serve.index.url   | is no database
          serve: {index: {url: "postgresql://f:hunter2-XYZZY@h/d", username: f}} | serve.index.url | user and password beside it
          serve: {index: {url: "postgresql://h/d", username: f, password: hunter2-XYZZY}} | serve.index.password | passwordFile or passwordEnv
          serve: {redirects: {lifetime: 2 h}}           | serve.redirects.lifetime | is not 1 min to 60 min
          """)
  void aFaultNamesItsField(String text, String path, String message) {
    List<Fault> faults = faults(text);
    assertEquals(List.of(path), faults.stream().map(Fault::path).toList());
    assertTrue(faults.getFirst().message().contains(message), faults.getFirst().message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          url: "http://rucio.example.org"                      | url          | is not encrypted
          url: "ftp://rucio.example.org"                       | url          | is not an https:// address
          url: "rucio"                                         | url          | is not an address of a server
          account: "J Doe"                                     | account      | a-z, 0-9, _ and -
          prefer: "tier=1"                                     | prefer       | should be a list
          prefer: ["tier=1&"]                                  | prefer       | is missing
          upload: "tier=("                                     | upload       | RSE expression
          auth: {method: kerberos}                             | auth.method  | is unknown
          auth: {method: userpass, username: j}                | auth.passwordFile | is missing
          auth: {method: userpass, passwordEnv: P}             | auth.username | is missing
          auth: {method: userpass, username: j, passwordEnv: P, passwordFile: f} | auth.passwordFile | stands beside passwordEnv
          auth: {method: userpass, username: j, passwordEnv: "not a name"} | auth.passwordEnv | is not the name of
          auth: {method: x509}                                 | auth.certificate | is missing
          auth: {method: oidc}                                 | auth.tokenFile | is missing
          auth: {method: client-credentials, clientId: a, clientSecretEnv: B} | auth.issuer | is missing
          """)
  void aFaultOfRucioNamesItsField(String line, String field, String message) {
    String key = line.substring(0, line.indexOf(':'));
    StringBuilder text = new StringBuilder("lakes:\n  r:\n    type: rucio\n");
    if (!key.equals("url")) {
      text.append("    url: https://rucio.example.org\n");
    }
    if (!key.equals("account")) {
      text.append("    account: jdoe\n");
    }
    if (!key.equals("auth")) {
      text.append("    auth: {method: oidc, tokenFile: /t}\n");
    }
    List<Fault> faults = faults(text.append("    ").append(line).append('\n').toString());
    assertEquals(List.of("lakes.r." + field), faults.stream().map(Fault::path).toList());
    assertTrue(faults.getFirst().message().contains(message), faults.getFirst().message());
  }

  @Test
  void allFaultsAreToldAtOnce() {
    List<Fault> faults =
        faults(
            """
            lakes:
              a: {type: local}
              b: {type: rucio, url: "http://far.example.org", account: j}
            endpoints: [{prefix: "ftp://x"}]
            nonsense: 1
            """);
    assertEquals(
        List.of("lakes.a.path", "lakes.b.url", "lakes.b.auth", "endpoints[0].prefix", "nonsense"),
        faults.stream().map(Fault::path).toList());
    assertEquals(List.of(2, 3, 3, 4, 5), faults.stream().map(f -> f.origin().line()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lakes: {a: {type: local, path: /x, password: hunter2-XYZZY}}",
        "token: hunter2-XYZZY",
        "endpoints: [{prefix: 's3://a', secretKey: hunter2-XYZZY}]",
        "endpoints: [{prefix: 's3://a', aws_secret_access_key: hunter2-XYZZY}]",
        "endpoints: [{prefix: 's3://me:hunter2-XYZZY@host/a'}]",
        "endpoints: [{prefix: 's3://a', endpoint: 'https://me:hunter2-XYZZY@host'}]",
        "lakes: {a: {type: rucio, account: a, url: 'https://u:hunter2-XYZZY@host', auth: {method:"
            + " oidc, tokenFile: f}}}",
        "lakes: {a: {type: rucio, account: a, url: 'https://host', auth: {method: userpass,"
            + " username: a, passwordEnv: '#hunter2-XYZZY'}}}",
        "password: hunter2-XYZZY\npassword: hunter2-XYZZY"
      })
  void aSecretInTheFileIsRefusedAndNotQuoted(String text) {
    SettingsException refused = refused(text);
    assertFalse(refused.getMessage().contains(SECRET), refused.getMessage());
    assertFalse(refused.faults().toString().contains(SECRET), refused.faults().toString());
  }

  @Test
  void whereASecretBelongsIsSaid() {
    assertTrue(
        refused("lakes: {a: {type: local, path: /x, Password: x}}")
            .getMessage()
            .contains("lakes.a.Password: secrets do not belong in the settings: use passwordFile"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: &x [*x]", "lakes: !!java.net.URL [x]", "a: b: c", "- 1", "\tlakes: {}"})
  void hostileTextsAreRefused(String text) {
    assertFalse(refused(text).faults().isEmpty());
  }

  @Test
  void aMissingFileIsNamed() {
    SettingsException refused =
        assertThrows(SettingsException.class, () -> SettingsFile.read(Path.of("nowhere.yaml")));
    assertTrue(refused.getMessage().contains("nowhere.yaml: there is no such file"));
  }

  @Test
  void aFileThatIsNoTextIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xff, 1, 2});
    assertTrue(
        assertThrows(SettingsException.class, () -> SettingsFile.read(file))
            .getMessage()
            .contains("is not UTF-8"));
  }

  private static List<Fault> faults(String text) {
    return refused(text).faults();
  }

  private static SettingsException refused(String text) {
    return assertThrows(
        SettingsException.class, () -> SettingsReader.read(Path.of("fringe.yaml"), text));
  }
}
