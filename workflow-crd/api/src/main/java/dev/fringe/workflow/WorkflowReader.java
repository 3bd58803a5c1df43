package dev.fringe.workflow;

import dev.fringe.workflow.yaml.Binder;
import dev.fringe.workflow.yaml.Setting;
import dev.fringe.yaml.Faults;
import dev.fringe.yaml.Origin;
import dev.fringe.yaml.YamlNode;
import dev.fringe.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads workflows, which nobody vouches for, and tells everything that is wrong with one. */
public final class WorkflowReader {
  private WorkflowReader() {}

  /**
   * The workflow in a file.
   *
   * @throws WorkflowException with every fault found
   */
  public static Workflow read(Path file) {
    return read(file, List.of());
  }

  /**
   * The workflow in a file, with settings of the command line laid over it.
   *
   * @param settings each {@code path=value}, such as {@code image.size=512}; see {@link Setting}
   * @throws WorkflowException with every fault found
   */
  public static Workflow read(Path file, List<String> settings) {
    return read(file.toString(), textOf(file), settings);
  }

  /**
   * The workflow in a text.
   *
   * @param name what messages call the text
   * @throws WorkflowException with every fault found
   */
  public static Workflow read(String name, String text) {
    return read(name, text, List.of());
  }

  /**
   * The workflow in a text, with settings of the command line laid over it.
   *
   * @throws WorkflowException with every fault found
   */
  public static Workflow read(String name, String text, List<String> settings) {
    Faults faults = new Faults();
    Optional<YamlNode> document = YamlText.readDocument(name, text, faults);
    for (String setting : settings) {
      Optional<Setting> read = Setting.parse(setting, faults);
      document = document.map(node -> read.map(s -> s.appliedTo(node, faults)).orElse(node));
    }
    return bound(name, document, faults);
  }

  /**
   * The workflow in a tree.
   *
   * @param name what messages call it
   * @throws WorkflowException with every fault found
   */
  public static Workflow read(String name, YamlNode document) {
    return bound(name, Optional.of(document), new Faults());
  }

  private static Workflow bound(String name, Optional<YamlNode> document, Faults faults) {
    Binder binder = new Binder(faults);
    Optional<Workflow> workflow = document.flatMap(node -> binder.bind(Workflow.class, node));
    if (document.isPresent()) {
      YamlNode node = document.get();
      binder.made(WorkflowSpec.class).ifPresent(spec -> SpecRules.check(spec, node, "", faults));
    }
    if (!faults.isEmpty() || workflow.isEmpty()) {
      throw new WorkflowException(name, faults.list());
    }
    return workflow.get();
  }

  /**
   * The text of a file that should be YAML.
   *
   * @throws WorkflowException if it cannot be read
   */
  public static String textOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than is allowed, so that the excess is seen; never all of a large file.
      byte[] bytes = in.readNBytes(YamlText.LARGEST + 1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(file, "is not UTF-8 text: is it a workflow?");
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file");
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
    }
  }

  private static WorkflowException refused(Path file, String message) {
    Faults faults = new Faults();
    faults.add("", Origin.of(file.toString()), "", message);
    return new WorkflowException(file.toString(), faults.list());
  }
}
