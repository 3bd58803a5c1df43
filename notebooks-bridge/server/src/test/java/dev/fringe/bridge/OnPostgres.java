package dev.fringe.bridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests whose services have their indexes in PostgreSQL. */
@Tag("servers")
@EnabledIfEnvironmentVariable(
    named = TestIndex.VARIABLE,
    matches = ".+",
    disabledReason = "no PostgreSQL: .ci/rucio-up starts one, and its settings are in an env file")
@ExtendWith(OnPostgres.Switch.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnPostgres {

  /** Turns to PostgreSQL, and back. */
  final class Switch implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      TestIndex.onPostgres(true);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      TestIndex.onPostgres(false);
    }
  }
}
