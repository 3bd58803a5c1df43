package dev.fringe.workflow.status;

import dev.fringe.workflow.schema.Field;
import java.util.Optional;

/** Something that was published. */
public record Product(
    @Field(about = "Its data identifier, scope:name") String did,
    @Field(about = "How its rules stand: OK, REPLICATING or STUCK", otherwise = "not known")
        Optional<String> rules) {}
