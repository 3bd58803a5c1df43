package dev.fringe.bridge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.Redirects;
import dev.fringe.storage.settings.ServeSettings;
import dev.fringe.storage.settings.TokenIssuer;
import dev.fringe.storage.settings.WorkflowRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {

  @TempDir private Path folder;

  private static ServeSettings serve(ServeSettings.Tls tls, int perMinute, boolean gateway) {
    return new ServeSettings(
        TokenIssuer.none(),
        Map.of(),
        WorkflowRules.standard(),
        perMinute,
        1,
        tls,
        gateway,
        IndexSettings.embedded(),
        Redirects.none());
  }

  @Test
  void aCertificateAndItsKeyMakeAnswersSecret() throws IOException {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    Path certificate = Files.writeString(folder.resolve("tls.crt"), held.certificatePem());
    Path key = Files.writeString(folder.resolve("tls.key"), held.privateKeyPkcs8Pem());
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
            .build();
    ServeSettings.Tls tls = new ServeSettings.Tls(certificate.toString(), key.toString());
    try (TestSite site = TestSite.in(folder, Clock.systemUTC(), serve(tls, 0, false))) {
      assertTrue(site.address().startsWith("https://127.0.0.1:"), site.address());
      try (Response response =
          client
              .newCall(new Request.Builder().url(site.address() + "/api/v1/access").build())
              .execute()) {
        assertEquals(200, response.code());
        assertTrue(response.body().string().contains("may read everything"));
      }
    }
  }

  @Test
  void aKeyThatIsNoneIsNamedAndNotShown() throws IOException {
    Path file = Files.writeString(folder.resolve("tls.key"), "a very secret text");
    HeldCertificate held = new HeldCertificate.Builder().build();
    Path certificate = Files.writeString(folder.resolve("tls.crt"), held.certificatePem());
    IOException e =
        assertThrows(IOException.class, () -> Pem.keyStore(certificate, file, "x".toCharArray()));
    assertTrue(e.getMessage().contains("tls.key") && !e.getMessage().contains("secret text"));
  }

  /** Callers are told apart by what a gateway says of them, and only if there is one. */
  @Test
  void forwardedAddressesAreBelievedOfAGatewayOnly() throws IOException {
    for (boolean isBehindGateway : new boolean[] {true, false}) {
      Path own = Files.createDirectory(folder.resolve("gateway-" + isBehindGateway));
      try (TestSite site =
          TestSite.in(own, Clock.systemUTC(), serve(ServeSettings.Tls.NONE, 1, isBehindGateway))) {
        int refused = 0;
        for (int i = 0; i < 3; i++) {
          Request request =
              new Request.Builder()
                  .url(site.address() + "/api/v1/access")
                  .header("X-Forwarded-For", "192.0.2." + i)
                  .build();
          refused += site.call(request).status() == 429 ? 1 : 0;
        }
        assertEquals(isBehindGateway ? 0 : 2, refused);
      }
    }
  }
}
