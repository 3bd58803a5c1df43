package dev.fringe.storage.objects.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.ObjectStoreContract;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.s3.S3Client;

/** The same as {@link S3StoreTest} in a container, where there is Docker. */
@Tag("servers")
class ContainerS3StoreTest extends ObjectStoreContract {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("minio/minio:RELEASE.2025-09-07T16-13-09Z");
  private static final int PORT = 9000;
  private static final String KEY = "fringe-tests";

  private static GenericContainer<?> server;

  @BeforeAll
  static void start() throws IOException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return;
    }
    String secret = UUID.randomUUID().toString();
    server =
        new GenericContainer<>(IMAGE)
            .withEnv("MINIO_ROOT_USER", KEY)
            .withEnv("MINIO_ROOT_PASSWORD", secret)
            .withCommand("server", "/data")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
    server.start();
    // The first place where credentials are looked for.
    System.setProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property(), KEY);
    System.setProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property(), secret);
    EndpointSettings settings = settings();
    try (S3Client client =
        S3Clients.of(settings, S3Clients.endpoint(settings, ""), Retries.usual())) {
      client.createBucket(bucket -> bucket.bucket("fringe"));
    }
  }

  @AfterAll
  static void stop() {
    System.clearProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property());
    System.clearProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property());
    if (server != null) {
      server.stop();
    }
  }

  private static EndpointSettings settings() {
    return EndpointSettings.of("s3://fringe/")
        .withEndpoint(
            URI.create("http://%s:%d".formatted(server.getHost(), server.getMappedPort(PORT))));
  }

  @Override
  protected ObjectStore connect() throws IOException {
    assumeTrue(server != null, "skipped: no Docker; .ci/s3-up starts the same server without");
    return S3Store.of(settings(), "", Retries.usual());
  }

  @Override
  protected Location prefix() {
    return Location.parse("s3://fringe/contract-" + UUID.randomUUID());
  }
}
