package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import java.util.Optional;

/**
 * Where visibilities come from. Exactly one of {@code file}, {@code did} and {@code prefix} is
 * there in a workflow that was read; {@link #source} gives it as a choice.
 */
@Rule(
    cel = "[has(self.file), has(self.did), has(self.prefix)].filter(there, there).size() == 1",
    message = "names no source or several: write exactly one of file, did and prefix")
@Rule(
    cel = "!has(self.pattern) || has(self.prefix)",
    message = "has a meaning only with prefix: leave it out, or write prefix",
    field = "pattern")
@Rule(
    cel = "!has(self.file) || !self.file.endsWith('/')",
    message = "is a folder: write prefix instead of file",
    field = "file")
public record Input(
    @Field(
            about = "A FITS-visibility file; a relative path begins at the workflow file's folder",
            otherwise = "give did or prefix")
        Optional<String> file,
    @Field(
            about = "A data identifier of the data lake: a file or a dataset, as scope:name",
            otherwise = "give file or prefix",
            pattern = "[A-Za-z0-9_.-]{1,25}:[A-Za-z0-9][A-Za-z0-9_./-]{0,249}",
            patternInWords = "scope:name, such as demo:first-light",
            longest = 276)
        Optional<String> did,
    @Field(
            about = "A folder, all of whose files that match the pattern are read together",
            otherwise = "give file or did")
        Optional<String> prefix,
    @Field(
            about = "With prefix: the names of the files to take, with * and ?",
            otherwise = Input.DEFAULT_PATTERN + " with prefix",
            pattern = "[^/]{1,255}",
            patternInWords = "the name of a file, in which * and ? stand for others, without a /",
            longest = 255)
        Optional<String> pattern) {
  static final String DEFAULT_PATTERN = "*.uvfits";

  public Input {
    file = Absent.ifNull(file);
    did = Absent.ifNull(did);
    prefix = Absent.ifNull(prefix);
    // Written out, so that the effective workflow tells it.
    pattern =
        prefix.isPresent()
            ? Absent.ifNull(pattern).or(() -> Optional.of(DEFAULT_PATTERN))
            : Absent.ifNull(pattern);
  }

  /** A place that visibilities come from. */
  public sealed interface Source {
    /** One file: a path, relative to the workflow file's folder unless absolute. */
    record OneFile(String path) implements Source {}

    /** A data identifier. */
    record Did(String scope, String name) implements Source {}

    /** The files of a folder that match a pattern of * and ?. */
    record Folder(String path, String pattern) implements Source {}
  }

  public static Input ofFile(String path) {
    return new Input(Optional.of(path), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The one source that is there. */
  public Source source() {
    if (file.isPresent()) {
      return new Source.OneFile(file.get());
    } else if (did.isPresent()) {
      int colon = did.get().indexOf(':');
      return new Source.Did(did.get().substring(0, colon), did.get().substring(colon + 1));
    }
    return new Source.Folder(
        prefix.orElseThrow(() -> new IllegalStateException("an input without a source")),
        pattern.orElse(DEFAULT_PATTERN));
  }
}
