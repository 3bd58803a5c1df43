package dev.fringe.workflow.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule on several fields of a record, as the API server holds it: in CEL, where {@code self} is
 * the record. {@code value(self.f)} stands for a quantity in its base unit (arcseconds, seconds,
 * Jy), 0 where the text is none; {@code valid(self.f)} for whether the text of a field is right.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Rule.All.class)
public @interface Rule {
  /** True where all is well. */
  String cel();

  /** What is wrong, and what would be right. */
  String message();

  /** The field to name in the message; the record itself where empty. */
  String field() default "";

  /** The rules of a record. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** In the order in which they are told. */
    Rule[] value();
  }
}
