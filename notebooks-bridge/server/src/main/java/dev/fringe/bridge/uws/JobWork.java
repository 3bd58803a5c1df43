package dev.fringe.bridge.uws;

import java.nio.file.Path;
import java.util.List;

/** What jobs of a service do. */
public interface JobWork {

  /**
   * Checks parameters before a job is begun.
   *
   * @throws dev.fringe.bridge.vo.VoException if they can't be right
   */
  default void check(Job job) {
    // Most faults are told by the job itself.
  }

  /**
   * Does a job. May be called again for a job that a crash has cut off.
   *
   * @param folder for its results, a file for each by its name; uploads are there too
   * @param cancel by which the job learns that it is to end
   * @return what it has made
   * @throws Exception whose message is told to the one who asked
   */
  List<Job.Result> run(Job job, Path folder, Cancel cancel) throws Exception;
}
