package dev.fringe.bridge.tap;

import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.uws.Cancel;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A query that is waited for. */
final class TapSync {

  static final int SECONDS = 60;

  private final QueryRunner runner;
  private final Database database;
  private final UploadFetcher fetcher;

  TapSync(QueryRunner runner, Database database, UploadFetcher fetcher) {
    this.fetcher = fetcher;
    this.runner = runner;
    this.database = database;
  }

  void answer(Context context) throws IOException {
    TapQuery query = TapQuery.read(Parameters.of(context));
    try (Uploads uploads = new Uploads(database)) {
      for (TapQuery.Upload upload : query.uploads()) {
        if (upload.part().isPresent()) {
          try (InputStream in = part(context, upload.part().get())) {
            uploads.add(upload.name(), in);
          }
        } else {
          fetcher.fetch(upload.address(), in -> uploads.add(upload.name(), in));
        }
      }
      runner.run(
          query,
          uploads.tables(),
          SECONDS,
          new Cancel(),
          () -> {
            context.contentType(query.mediaType());
            return context.outputStream();
          });
    }
  }

  private static InputStream part(Context context, String part) {
    List<UploadedFile> files =
        context.isMultipartFormData() ? context.uploadedFiles(part) : List.of();
    if (files.isEmpty()) {
      throw VoException.badRequest("the form has no part " + part);
    }
    return files.getFirst().content();
  }
}
