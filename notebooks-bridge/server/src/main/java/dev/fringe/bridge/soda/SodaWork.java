package dev.fringe.bridge.soda;

import dev.fringe.bridge.uws.Cancel;
import dev.fringe.bridge.uws.Job;
import dev.fringe.bridge.uws.JobWork;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.bridge.web.ByteAnswer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cutouts as a job: a result for each that has anything in it. */
final class SodaWork implements JobWork {

  static final String MEDIA_TYPE = "application/fits";

  private final CutoutMaker maker;

  SodaWork(CutoutMaker maker) {
    this.maker = maker;
  }

  @Override
  public void check(Job job) {
    try {
      SodaQuery.read(Parameters.of(job.parameters()));
    } catch (SodaException e) {
      throw new VoException(e.status(), e.getMessage());
    }
  }

  @Override
  public List<Job.Result> run(Job job, Path folder, Cancel cancel) throws IOException {
    List<Job.Result> results = new ArrayList<>();
    try {
      for (SodaQuery.Part part : SodaQuery.read(Parameters.of(job.parameters())).parts()) {
        String name = "cutout-" + (results.size() + 1) + ".fits";
        Path file = folder.resolve(name);
        maker.make(
            maker.find(part.id()),
            part,
            cutout -> {
              if (cutout.isEmpty()) {
                return;
              }
              try (OutputStream out =
                  new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                cutout.get().writeTo(new ByteAnswer.Cancellable(out, cancel::isCancelled));
              }
              results.add(new Job.Result(name, MEDIA_TYPE, Files.size(file)));
            });
      }
    } catch (SodaException e) {
      throw new VoException(e.status(), e.getMessage());
    }
    return results;
  }
}
