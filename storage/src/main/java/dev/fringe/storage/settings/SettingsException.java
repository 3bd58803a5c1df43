package dev.fringe.storage.settings;

import dev.fringe.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used, with all that is wrong with them. No message quotes a secret. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Fault> faults;

  /**
   * @param source what was read
   * @param faults at least one
   */
  public SettingsException(String source, List<Fault> faults) {
    super(
        source
            + (faults.size() == 1 ? " has a fault:" : " has " + faults.size() + " faults:")
            + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
    this.faults =
        faults.stream()
            .map(fault -> new Fault(fault.path(), fault.origin(), "", fault.message()))
            .toList();
  }

  /** Settings without a fault, in which something asked for is not to be found. */
  public SettingsException(String message) {
    super(message);
    this.faults = List.of();
  }

  /** In the order of the file's lines; without the values, which may be secrets. */
  public List<Fault> faults() {
    return faults;
  }
}
