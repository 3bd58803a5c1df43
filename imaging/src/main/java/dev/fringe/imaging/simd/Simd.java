package dev.fringe.imaging.simd;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a kernel is carried out. Every kernel has both forms, which agree to rounding; a caller that
 * has no reason to choose takes {@link #best()}.
 *
 * <p>The system property {@value #PROPERTY} overrides the choice: {@code scalar}, {@code vector} or
 * {@code auto} (the default).
 */
public enum Simd {
  /** Plain Java loops: the reference, and what runs where the Vector API cannot. */
  SCALAR,
  /** The JDK's incubating Vector API, in the machine's widest registers. */
  VECTOR;

  public static final String PROPERTY = "fringe.simd";

  /**
   * The form that suits this JVM, decided once: {@link #VECTOR} if the module jdk.incubator.vector
   * is there, vectors hold at least 4 floats, and the JIT is C2; else {@link #SCALAR}, told in one
   * logged line.
   *
   * @throws IllegalStateException if {@value #PROPERTY} asks for {@code vector} where it cannot be,
   *     or holds another word
   */
  public static Simd best() {
    return Holder.BEST;
  }

  /** Whether {@link #best()} is {@link #VECTOR}. */
  public static boolean available() {
    return best() == VECTOR;
  }

  /** Why the Vector API cannot serve in this JVM, or empty if it can. */
  static Optional<String> obstacle() {
    Optional<Module> incubator = ModuleLayer.boot().findModule("jdk.incubator.vector");
    if (incubator.isEmpty()) {
      return Optional.of("the JVM runs without --add-modules jdk.incubator.vector");
    }
    Simd.class.getModule().addReads(incubator.get());
    String vm = System.getProperty("java.vm.name", "");
    String info = System.getProperty("java.vm.info", "");
    if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
      return Optional.of("the JVM is " + vm + ", not HotSpot");
    }
    if (info.contains("interpreted") || "true".equals(System.getProperty("jvmci.Compiler"))) {
      return Optional.of("the JVM runs without its C2 compiler (" + info + ")");
    }
    int lanes = Lanes.ofFloat();
    return lanes >= 4
        ? Optional.empty()
        : Optional.of("vectors hold only " + lanes + " floats here, and 4 are needed");
  }

  /** The choice for a value of {@value #PROPERTY}. */
  static Simd choose(String wish, Optional<String> obstacle) {
    return switch (wish.toLowerCase(Locale.ROOT)) {
      case "scalar" -> SCALAR;
      case "auto" -> obstacle.isEmpty() ? VECTOR : SCALAR;
      case "vector" -> {
        if (obstacle.isPresent()) {
          throw new IllegalStateException(
              PROPERTY + "=vector cannot be followed: " + obstacle.get());
        }
        yield VECTOR;
      }
      default ->
          throw new IllegalStateException(
              PROPERTY + " is \"" + wish + "\", but must be scalar, vector or auto");
    };
  }

  private static final class Holder {
    static final Simd BEST = decide();

    private static Simd decide() {
      String wish = System.getProperty(PROPERTY, "auto");
      Optional<String> obstacle = obstacle();
      Simd choice = choose(wish, obstacle);
      if (choice == SCALAR) {
        Logger log = LoggerFactory.getLogger(Simd.class);
        log.warn(
            "kernels run in plain Java, several times slower: {}",
            obstacle.orElse(PROPERTY + "=scalar"));
      }
      return choice;
    }
  }
}
