package dev.fringe.storage.objects.s3;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.http.HttpClients;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Sends the SDK's signed requests, changing nothing that is signed. */
final class OkHttpSdkClient implements SdkHttpClient {
  private final OkHttpClient client;

  private OkHttpSdkClient(OkHttpClient client) {
    this.client = client;
  }

  static OkHttpSdkClient of(EndpointSettings settings, Retries retries) throws IOException {
    return new OkHttpSdkClient(
        HttpClients.of(settings, retries).newBuilder().followRedirects(false).build());
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Call call = client.newCall(translated(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return translated(call, call.execute());
      }

      @Override
      public void abort() {
        call.cancel();
      }
    };
  }

  private static Request translated(HttpExecuteRequest request) {
    SdkHttpRequest sdk = request.httpRequest();
    Request.Builder builder = new Request.Builder().url(sdk.getUri().toString());
    sdk.forEachHeader((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
    if (sdk.firstMatchingHeader("Accept-Encoding").isEmpty()) {
      // Or OkHttp asks for gzip, and an object that is gzip comes out as something else.
      builder.header("Accept-Encoding", "identity");
    }
    RequestBody body =
        switch (sdk.method()) {
          case PUT, POST, PATCH -> new SdkBody(sdk, request.contentStreamProvider());
          default -> null;
        };
    return builder.method(sdk.method().name(), body).build();
  }

  private static HttpExecuteResponse translated(Call call, Response response) {
    SdkHttpResponse.Builder head =
        SdkHttpResponse.builder().statusCode(response.code()).statusText(response.message());
    for (Map.Entry<String, List<String>> header : response.headers().toMultimap().entrySet()) {
      head.putHeader(header.getKey(), header.getValue());
    }
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(response.body().byteStream(), call::cancel))
        .build();
  }

  @Override
  public void close() {
    HttpClients.close(client);
  }

  @Override
  public String clientName() {
    return "OkHttp";
  }

  private static final class SdkBody extends RequestBody {
    private final long length;
    private final Optional<ContentStreamProvider> content;

    SdkBody(SdkHttpRequest request, Optional<ContentStreamProvider> content) {
      this.content = content;
      this.length =
          request.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(lengthOf());
    }

    private long lengthOf() {
      return content.isPresent() ? -1L : 0L;
    }

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (content.isPresent()) {
        try (Source source = Okio.source(content.get().newStream())) {
          sink.writeAll(source);
        }
      }
    }
  }
}
