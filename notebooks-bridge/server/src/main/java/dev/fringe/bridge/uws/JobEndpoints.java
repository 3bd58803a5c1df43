package dev.fringe.bridge.uws;

import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.TableWriter;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.bridge.web.ByteAnswer;
import dev.fringe.bridge.web.Endpoints;
import dev.fringe.bridge.web.Links;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A list of jobs and all that is beneath it, as UWS 1.1 lays it out. */
public final class JobEndpoints implements Endpoints {

  private static final String XML = "text/xml";
  private static final List<String> CONTROL = List.of("PHASE", "ACTION", "WAIT", "AFTER", "LAST");
  private static final int LONGEST_WAIT = 60;

  private final String path;
  private final Jobs jobs;
  private final Links links;
  private final Function<Context, String> caller;

  /**
   * @param path of the list, beginning with a slash
   * @param caller who makes a request; empty for somebody unknown. What somebody known has asked
   *     for is seen by nobody else
   */
  public JobEndpoints(String path, Jobs jobs, Links links, Function<Context, String> caller) {
    this.caller = caller;
    this.path = path;
    this.jobs = jobs;
    this.links = links;
  }

  @Override
  public void register(JavalinConfig config) {
    String job = path + "/{job}";
    config.routes.get(path, this::list);
    config.routes.post(path, this::create);
    config.routes.get(job, this::show);
    config.routes.post(job, this::act);
    config.routes.delete(job, this::delete);
    config.routes.get(job + "/phase", context -> text(context, job(context).phase().name()));
    config.routes.post(job + "/phase", this::changePhase);
    config.routes.get(
        job + "/executionduration",
        context -> text(context, Integer.toString(job(context).seconds())));
    config.routes.post(job + "/executionduration", this::changeDuration);
    config.routes.get(
        job + "/destruction", context -> text(context, Jobs.time(job(context).destruction())));
    config.routes.post(job + "/destruction", this::changeDestruction);
    config.routes.get(job + "/quote", context -> nothing(context));
    config.routes.get(job + "/owner", context -> nothing(context));
    config.routes.get(job + "/error", this::error);
    config.routes.get(
        job + "/parameters",
        context -> context.contentType(XML).result(JobXml.parameters(job(context))));
    config.routes.post(job + "/parameters", this::changeParameters);
    config.routes.get(
        job + "/results",
        context -> {
          Job found = job(context);
          context.contentType(XML).result(JobXml.results(found, address(found)));
        });
    config.routes.get(job + "/results/{result}", this::result);
  }

  private Job job(Context context) {
    Job job = jobs.get(context.pathParam("job"));
    if (!isSeen(job, context)) {
      throw new VoException(404, "there is no such job");
    }
    return job;
  }

  private boolean isSeen(Job job, Context context) {
    return job.owner().isEmpty() || job.owner().equals(caller.apply(context));
  }

  private String address(Job job) {
    return links.to(path + "/" + job.id());
  }

  private static void text(Context context, String text) {
    context.contentType("text/plain").result(text);
  }

  /** Nobody owns a job, and nobody knows when it will end. */
  private void nothing(Context context) {
    job(context);
    text(context, "");
  }

  /** 303, to the job: whoever asked sees what has become of it. */
  private void see(Context context, String address) {
    context.redirect(address, HttpStatus.SEE_OTHER);
  }

  private void list(Context context) {
    Parameters parameters = Parameters.of(context);
    List<Phase> phases =
        parameters.all("PHASE").stream().flatMap(value -> phase(value).stream()).toList();
    Optional<Instant> after = parameters.one("AFTER").map(JobEndpoints::instant);
    Optional<Long> last = parameters.one("LAST").map(value -> number("LAST", value));
    List<Job> found =
        jobs.all().stream()
            .filter(job -> isSeen(job, context))
            .filter(job -> parameters.all("PHASE").isEmpty() || phases.contains(job.phase()))
            .filter(job -> after.isEmpty() || Instant.parse(job.created()).isAfter(after.get()))
            .limit(last.orElse((long) Integer.MAX_VALUE))
            .toList();
    context.contentType(XML).result(JobXml.list(found, links.to(path)));
  }

  private void create(Context context) throws IOException {
    Parameters parameters = Parameters.of(context);
    Job job = jobs.create(caller.apply(context), own(parameters));
    try {
      send(context, job);
      if (parameters.one("PHASE").filter("RUN"::equalsIgnoreCase).isPresent()) {
        jobs.run(job.id());
      }
    } catch (VoException | IOException e) {
      jobs.delete(job.id());
      throw e;
    }
    see(context, address(job));
  }

  private static Map<String, List<String>> own(Parameters parameters) {
    Map<String, List<String>> own = new TreeMap<>(parameters.asMap());
    CONTROL.forEach(own::remove);
    return own;
  }

  /** Keeps the files of a form beside the job, by names of ours. */
  private void send(Context context, Job job) throws IOException {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, List<UploadedFile>> entry : files(context).entrySet()) {
      if (!entry.getKey().matches("[A-Za-z0-9_.-]{1,64}")) {
        throw VoException.badRequest("a file's part is called by letters, digits and _ . -");
      }
      Path to = jobs.folder(job).resolve("upload-" + entry.getKey());
      try (InputStream in = entry.getValue().getFirst().content()) {
        Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      }
      names.add(entry.getKey());
    }
    if (!names.isEmpty()) {
      jobs.change(job.id(), Map.of(), names);
    }
  }

  private static Map<String, List<UploadedFile>> files(Context context) {
    return context.isMultipartFormData() ? context.uploadedFileMap() : Map.of();
  }

  private void show(Context context) throws InterruptedException {
    Parameters parameters = Parameters.of(context);
    Job job = job(context);
    Optional<String> wait = parameters.one("WAIT");
    if (wait.isPresent()) {
      long seconds =
          wait.get().strip().equals("-1") ? LONGEST_WAIT : number("WAIT", wait.get().strip());
      Phase phase = parameters.one("PHASE").flatMap(JobEndpoints::phase).orElse(job.phase());
      if (phase.isActive() || phase == Phase.PENDING) {
        job = jobs.await(job.id(), phase, Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)));
      }
    }
    context.contentType(XML).result(JobXml.job(job, address(job)));
  }

  private void act(Context context) throws IOException {
    Parameters parameters = Parameters.of(context);
    if (parameters.one("ACTION").filter("DELETE"::equalsIgnoreCase).isPresent()) {
      delete(context);
      return;
    }
    Job job = job(context);
    change(context, job, parameters);
    phase(context, job, parameters.one("PHASE"));
  }

  private void delete(Context context) throws IOException {
    jobs.delete(job(context).id());
    see(context, links.to(path));
  }

  private void changePhase(Context context) throws IOException {
    Optional<String> asked = Parameters.of(context).one("PHASE");
    if (asked.isEmpty()) {
      throw VoException.badRequest("PHASE is missing: write RUN or ABORT");
    }
    phase(context, job(context), asked);
  }

  private void phase(Context context, Job job, Optional<String> asked) throws IOException {
    if (asked.isPresent()) {
      switch (asked.get().strip().toUpperCase(Locale.ROOT)) {
        case "RUN" -> jobs.run(job.id());
        case "ABORT" -> jobs.abort(job.id());
        default ->
            throw VoException.badRequest(
                "PHASE is \"%s\": write RUN or ABORT".formatted(Parameters.shown(asked.get())));
      }
    }
    see(context, address(job));
  }

  private void changeDuration(Context context) throws IOException {
    String value =
        Parameters.of(context)
            .one("EXECUTIONDURATION")
            .orElseThrow(() -> VoException.badRequest("EXECUTIONDURATION is missing"));
    Job job = jobs.limit(job(context).id(), number("EXECUTIONDURATION", value.strip()));
    see(context, address(job));
  }

  private void changeDestruction(Context context) throws IOException {
    String value =
        Parameters.of(context)
            .one("DESTRUCTION")
            .orElseThrow(() -> VoException.badRequest("DESTRUCTION is missing"));
    Job job = jobs.keepUntil(job(context).id(), instant(value.strip()));
    see(context, address(job));
  }

  private void changeParameters(Context context) throws IOException {
    Job job = job(context);
    change(context, job, Parameters.of(context));
    see(context, address(job));
  }

  private void change(Context context, Job job, Parameters parameters) throws IOException {
    Map<String, List<String>> own = own(parameters);
    if (!own.isEmpty() || !files(context).isEmpty()) {
      jobs.change(job.id(), own, List.of());
      send(context, job);
    }
  }

  private void error(Context context) {
    Job job = job(context);
    if (job.phase() == Phase.ERROR) {
      context.contentType("application/x-votable+xml").result(TableWriter.error(job.error()));
    } else {
      text(context, "");
    }
  }

  private void result(Context context) throws IOException {
    Job job = job(context);
    String name = context.pathParam("result");
    Job.Result found =
        job.results().stream()
            .filter(result -> result.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new VoException(404, "the job has no such result"));
    context.contentType(found.mediaType());
    // Without its length: what is sent may be compressed on the way.
    try (InputStream in = Files.newInputStream(jobs.folder(job).resolve(found.name()))) {
      ByteAnswer.send(context, found.bytes(), in::transferTo);
    }
  }

  private static Optional<Phase> phase(String value) {
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.name().equalsIgnoreCase(value.strip()))
        .findFirst();
  }

  private static long number(String name, String value) {
    if (!value.matches("\\d{1,12}")) {
      throw VoException.badRequest(
          "%s is \"%s\": write a whole number".formatted(name, Parameters.shown(value)));
    }
    return Long.parseLong(value);
  }

  private static Instant instant(String value) {
    try {
      return value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? Instant.parse(value)
          : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw VoException.badRequest(
          "\"%s\" is no time such as 2026-11-28T06:00:00Z".formatted(Parameters.shown(value)));
    }
  }
}
