package dev.fringe.bridge.tap;

import dev.fringe.bridge.index.Database;
import dev.fringe.bridge.uws.Cancel;
import dev.fringe.bridge.uws.Job;
import dev.fringe.bridge.uws.JobWork;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A query as a job, whose one result is called {@code result}. */
final class TapWork implements JobWork {

  private final QueryRunner runner;
  private final Database database;
  private final UploadFetcher fetcher;

  TapWork(QueryRunner runner, Database database, UploadFetcher fetcher) {
    this.fetcher = fetcher;
    this.runner = runner;
    this.database = database;
  }

  @Override
  public List<Job.Result> run(Job job, Path folder, Cancel cancel) throws IOException {
    TapQuery query = TapQuery.read(Parameters.of(job.parameters()));
    Path result = folder.resolve("result");
    try (Uploads uploads = new Uploads(database)) {
      for (TapQuery.Upload upload : query.uploads()) {
        if (upload.part().isEmpty()) {
          fetcher.fetch(upload.address(), in -> uploads.add(upload.name(), in));
          continue;
        }
        String part = upload.part().get();
        if (!job.uploads().contains(part)) {
          throw VoException.badRequest("the form has no part " + part);
        }
        try (InputStream in = Files.newInputStream(folder.resolve("upload-" + part))) {
          uploads.add(upload.name(), in);
        }
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        runner.run(query, uploads.tables(), job.seconds(), cancel, () -> out);
      }
    }
    return List.of(new Job.Result("result", query.mediaType(), Files.size(result)));
  }
}
