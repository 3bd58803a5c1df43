package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.parallel.Workers;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.Sexagesimal;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.console.ConsoleProgress;
import dev.fringe.pipelines.products.Version;
import dev.fringe.workflow.value.Flux;
import dev.fringe.workflow.value.Frequency;
import dev.fringe.workflow.value.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fringe simulate}: an array, a sky and a noise become a UVFITS file. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Simulate an observation and write it as UVFITS.",
    description = {
      "",
      "Visibilities are computed by the exact measurement equation (no gridding), with the phase"
          + " centre tracked through transit, and thermal noise added. The same arguments and"
          + " seed give the same file.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  64 dishes, 7 km, an hour of 64 channels at 1.4 GHz:",
      "    fringe simulate --layout mid-like:64:7km --sky sky.csv --hours 1 \\",
      "      --frequency \"1.4 GHz\" --bandwidth \"200 MHz\" --channels 64 \\",
      "      --declination -30 --sefd \"420 Jy\" --out obs.uvfits",
      "  An array of your own, all four products, in two windows:",
      "    fringe simulate --layout ska-low-aa1.csv --sky sky.csv --hours 4 \\",
      "      --frequency \"150 MHz\" --bandwidth \"20 MHz\" --channels 32 \\",
      "      --windows 2 --integration \"30 s\" --declination -26:49:28 \\",
      "      --correlations linear --out low.uvfits",
      "",
      "A sky model is CSV, its positions ra,dec or l_arcsec,m_arcsec (east and north of",
      "the phase centre):",
      "  name,l_arcsec,m_arcsec,i_jy,spectral_index,major_arcsec,minor_arcsec,pa_deg",
      "  core,0,0,1.5,-0.7,,,",
      "  lobe,120,-45,0.4,-0.8,20,12,30",
      "Further columns: q_jy, u_jy, v_jy, reference_frequency (of fluxes and index).",
      "",
      "A layout is CSV: a comment '# longitude latitude (deg): 21.44 -30.71', then the",
      "columns east_m,north_m,up_m, perhaps name and diameter_m.",
      "",
      "Exit codes: 0 done, 2 bad usage, 3 bad data in a CSV file, 4 failed."
    })
public final class SimulateCommand implements Callable<Integer> {

  /** 2026-01-01: the day near which transit is taken unless {@code --start} is given. */
  private static final double DEFAULT_DAY_MJD = 61_041;

  private static final double MJD_OF_1970 = 40_587;

  @Spec private CommandSpec spec;

  @Option(
      names = "--layout",
      required = true,
      paramLabel = "FILE.csv|NAME",
      description =
          "Stations: a CSV file, or by rule mid-like[:STATIONS[:LENGTH]] or low-like[...], such as"
              + " mid-like:64:7km; without numbers 197 dishes to 150 km, 512 stations to 74 km.")
  private String layout;

  @Option(
      names = "--sky",
      required = true,
      paramLabel = "SKY.csv",
      description = "Sources: points and Gaussians; see below.")
  private Path sky;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OBS.uvfits",
      description = "File to write; it appears when it is complete.")
  private Path out;

  @Option(
      names = "--frequency",
      required = true,
      paramLabel = "F",
      converter = QuantityConverters.FrequencyConverter.class,
      description = "Centre of the band, such as \"1.4 GHz\".")
  private Frequency frequency;

  @Option(
      names = "--bandwidth",
      required = true,
      paramLabel = "B",
      converter = QuantityConverters.FrequencyConverter.class,
      description = "Width of the whole band, such as \"200 MHz\".")
  private Frequency bandwidth;

  @Option(
      names = "--channels",
      defaultValue = "1",
      paramLabel = "N",
      description = "Channels in the band (default: ${DEFAULT-VALUE}).")
  private int channels;

  @Option(
      names = "--windows",
      defaultValue = "1",
      paramLabel = "N",
      description = "Spectral windows that share the channels (default: ${DEFAULT-VALUE}).")
  private int windows;

  @Option(
      names = "--hours",
      required = true,
      paramLabel = "H",
      description = "Length of the observation.")
  private double hours;

  @Option(
      names = "--integration",
      defaultValue = "10 s",
      paramLabel = "T",
      converter = QuantityConverters.TimeSpanConverter.class,
      description = "Length of one integration (default: ${DEFAULT-VALUE}).")
  private TimeSpan integration;

  @Option(
      names = "--declination",
      required = true,
      paramLabel = "D",
      description = "Phase centre: -30, \"-30 deg\" or -30:43:16.")
  private String declination;

  @Option(
      names = "--right-ascension",
      defaultValue = "0",
      paramLabel = "R",
      description = "Phase centre: degrees, or 12:30:49.4 (default: ${DEFAULT-VALUE}).")
  private String rightAscension;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "UTC, such as 2026-03-01T18:00:00 (default: so that the field transits midway, near"
              + " 2026-01-01).")
  private String start;

  @Option(
      names = "--correlations",
      defaultValue = "I",
      paramLabel = "KIND",
      description =
          "I, circular (RR LL RL LR), linear (XX YY XY YX), stokes (I Q U V), or a list such as"
              + " RR,LL (default: ${DEFAULT-VALUE}).")
  private String correlations;

  @ArgGroup private NoiseOptions noise = new NoiseOptions();

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Of the noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--object",
      defaultValue = "SIMULATED",
      paramLabel = "NAME",
      description = "Name of the field (default: ${DEFAULT-VALUE}).")
  private String object;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads (default: as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** At most one of them. */
  static final class NoiseOptions {
    @Option(
        names = "--sefd",
        paramLabel = "S",
        converter = QuantityConverters.FluxConverter.class,
        description =
            "Noise from the SEFD of a station, such as \"420 Jy\": σ = SEFD / sqrt(2 Δν Δt) in the"
                + " real and in the imaginary part of each hand; less by sqrt(2) for Stokes I.")
    private Flux sefd;

    @Option(
        names = "--noise",
        paramLabel = "S",
        converter = QuantityConverters.FluxConverter.class,
        description = "Noise σ of a visibility of one hand, such as \"50 mJy\".")
    private Flux perVisibility;

    Noise toNoise() {
      return sefd != null
          ? new Noise.Sefd(sefd.jansky())
          : perVisibility != null
              ? new Noise.PerVisibility(perVisibility.jansky())
              : new Noise.None();
    }
  }

  @Override
  public Integer call() throws IOException {
    Simulation simulation;
    try {
      simulation = simulation();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    SimulationSummary summary;
    try (Workers workers = Workers.of(Math.max(1, threads))) {
      summary =
          Simulator.run(
              simulation,
              out,
              Version.software(),
              "Simulated by fringe simulate\n" + history(simulation),
              workers,
              ConsoleProgress.of("simulate"));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    report(simulation, summary);
    return 0;
  }

  private Simulation simulation() throws IOException {
    if (!Files.isRegularFile(sky)) {
      throw usage("--sky: " + sky + " is not a file");
    }
    if (Files.isDirectory(out)) {
      throw usage("--out: " + out + " is a folder; name the file to write");
    }
    if (!(hours > 0 && hours <= 24 * 366)) {
      throw usage("--hours is " + hours + ", but must be above 0");
    }
    ArrayLayout array = Layouts.named(layout);
    SkyPosition centre =
        new SkyPosition(
            Sexagesimal.parseRightAscension(rightAscension),
            Sexagesimal.parseDeclination(declination));
    List<SkyComponent> components =
        SkyCsv.read(sky, centre, frequency.hertz()).stream().map(SkySource::component).toList();
    List<Correlation> products = products();
    warnOfLostPolarisation(components, products);
    int integrations = (int) Math.max(1, Math.round(hours * 3600 / integration.seconds()));
    double seconds = integrations * integration.seconds();
    return new Simulation(
        array,
        components,
        object,
        centre,
        Simulation.band(frequency.hertz(), bandwidth.hertz(), channels, windows),
        products,
        start == null
            ? Simulation.startAroundTransit(array, centre, DEFAULT_DAY_MJD, seconds)
            : startMjd(),
        integrations,
        integration.seconds(),
        noise.toNoise(),
        seed);
  }

  private double startMjd() {
    try {
      String text = start.strip();
      Instant instant =
          text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text.contains("T") ? text : text + "T00:00:00")
                  .toInstant(ZoneOffset.UTC);
      return MJD_OF_1970 + instant.toEpochMilli() / 86_400_000.0;
    } catch (DateTimeException e) {
      throw usage("--start: '" + start + "' is not a time such as 2026-03-01T18:00:00");
    }
  }

  private List<Correlation> products() {
    return switch (correlations.strip().toLowerCase(Locale.ROOT)) {
      case "circular" -> List.of(Correlation.RR, Correlation.LL, Correlation.RL, Correlation.LR);
      case "linear" -> List.of(Correlation.XX, Correlation.YY, Correlation.XY, Correlation.YX);
      case "stokes" -> List.of(Correlation.I, Correlation.Q, Correlation.U, Correlation.V);
      default ->
          Arrays.stream(correlations.split("[,\\s]+")).map(this::product).distinct().toList();
    };
  }

  private Correlation product(String name) {
    return Arrays.stream(Correlation.values())
        .filter(correlation -> correlation.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--correlations: '"
                        + name
                        + "' is none of I, circular, linear, stokes, or a list of "
                        + Arrays.toString(Correlation.values())));
  }

  private void warnOfLostPolarisation(List<SkyComponent> sky, List<Correlation> products) {
    boolean polarised = sky.stream().anyMatch(c -> c.q() != 0 || c.u() != 0 || c.v() != 0);
    if (polarised && products.equals(List.of(Correlation.I))) {
      spec.commandLine()
          .getErr()
          .println(
              "warning: the sky is polarised, but only Stokes I is written; --correlations"
                  + " circular or linear keeps Q, U and V");
    }
  }

  private String history(Simulation simulation) {
    return ("layout %s, %d stations; sky %s, %d components\n"
            + "%d integrations of %s s; noise %s, seed %d")
        .formatted(
            simulation.layout().name(),
            simulation.layout().stations().size(),
            sky.getFileName(),
            simulation.sky().size(),
            simulation.integrations(),
            simulation.integrationSeconds(),
            simulation.noise(),
            seed);
  }

  private void report(Simulation simulation, SimulationSummary summary) throws IOException {
    var text = spec.commandLine().getOut();
    text.printf(
        Locale.ROOT,
        "%s: %d visibilities of %s (%d baselines, %d integrations, %d channels), %.1f MB in %.1f"
            + " s%n",
        out,
        summary.visibilities(),
        simulation.correlations(),
        simulation.layout().baselines(),
        simulation.integrations() - summary.skippedIntegrations(),
        channels,
        Files.size(out) / 1e6,
        summary.seconds());
    if (summary.sigmaJansky() > 0) {
      text.printf(
          Locale.ROOT,
          "noise: %.4g Jy in the real and in the imaginary part of each hand%n",
          summary.sigmaJansky());
    }
    text.flush();
    if (summary.skippedIntegrations() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "warning: %d of %d integrations are left out: the field was below the horizon%n",
              summary.skippedIntegrations(), simulation.integrations());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
