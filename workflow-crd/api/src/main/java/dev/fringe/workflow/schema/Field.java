package dev.fringe.workflow.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a workflow's record. A component that is an {@code Optional}, a {@code
 * List} or a {@code Map} may be left out; one with a preset takes it when left out; a nested record
 * is then filled with its own presets; any other is required. Limits are written as the field's
 * values are, such as {@code "1 uas"}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** Its name in YAML, where Java does not let the component have it. */
  String name() default "";

  /** What it is, in a sentence for astronomers. */
  String about();

  /** The value where it is left out. */
  String preset() default "";

  /** For optional fields: what happens where it is left out. */
  String otherwise() default "";

  /** The smallest value. */
  String min() default "";

  /** All values are larger than this. */
  String above() default "";

  /** The largest value. */
  String max() default "";

  /** What the whole text must match, as a regular expression that ECMA and Java read alike. */
  String pattern() default "";

  /** The pattern in words, after "write". */
  String patternInWords() default "";

  /**
   * For texts: the most letters. API servers allow the less work per text, the longer it may be.
   */
  int longest() default 1024;

  /** For lists: the fewest items. */
  int fewest() default 0;

  /** For lists: the most items. */
  int most() default 10_000;

  /** For groups: whether they must be written though none of their fields must. */
  boolean isNeeded() default false;

  /** Whether texts within may hold parameters, such as {@code {{input.did}}}. */
  boolean isTemplate() default false;
}
