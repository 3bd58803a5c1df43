package dev.fringe.pipelines.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fringe.pipelines.console.ConsoleProgress;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe inspect}: what a visibility file holds. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Show what a visibility file holds.",
    description = {
      "",
      "Reads the whole of a UVFITS or FITS-IDI file, in little memory, and tells its telescope,"
          + " source, times, antennas, baselines, frequencies and products, how much of it is"
          + " flagged, and the resolution, field of view and image that follow.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fringe inspect observation.uvfits",
      "  fringe inspect observation.uvfits --json",
      "  fringe inspect observation.uvfits --plots pictures",
      "",
      "The plots are FILE-uv-coverage.png and FILE-amplitude.png; colours count visibilities.",
      "Exit codes: 0 done (also where all is flagged), 2 bad usage, 3 bad data, 4 failed."
    })
public final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A UVFITS or FITS-IDI file.")
  private Path file;

  @Option(names = "--json", description = "Numbers as JSON, units in the names of the fields.")
  private boolean json;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Leave plots there as PNG: uv coverage, amplitude against baseline.")
  private Path plots;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          file
              + (Files.isDirectory(file)
                  ? " is a folder; name one visibility file in it"
                  : " is not there"));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (VisibilityFile opened = VisibilityFiles.open(file)) {
      ObservationSurvey survey = ObservationSurvey.of(opened, ConsoleProgress.of("inspect"));
      SurveyReport report = new SurveyReport(file.getFileName().toString(), survey);
      List<Path> pictures =
          plots == null
              ? List.of()
              : InspectPlots.write(opened, survey, name(), plots, ConsoleProgress.of("plots"));
      if (json) {
        ObjectNode node = report.json();
        if (!pictures.isEmpty()) {
          var paths = node.putArray("plots");
          pictures.forEach(picture -> paths.add(picture.toString()));
        }
        out.println(
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node));
      } else {
        out.println(report.text());
        pictures.forEach(picture -> out.println("Plot             " + picture));
      }
    }
    out.flush();
    return 0;
  }

  private String name() {
    return file.getFileName().toString().replaceFirst("\\.[^.]{1,6}$", "");
  }
}
