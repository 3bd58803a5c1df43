package dev.fringe.workflow.schedule;

import dev.fringe.workflow.schema.Field;
import java.util.Map;

/** The files of a scope whose metadata have certain values. */
public record QuerySource(
    @Field(
            about = "The scope of their data identifiers",
            pattern = "[A-Za-z0-9_.-]{1,25}",
            patternInWords = "at most 25 letters, digits, and _ . -, such as obs")
        String scope,
    @Field(about = "Metadata that they all have, such as obs_collection: SURVEY")
        Map<String, String> metadata,
    @Field(
            about = FilePattern.ABOUT,
            preset = "*",
            pattern = FilePattern.PATTERN,
            patternInWords = FilePattern.IN_WORDS,
            longest = FilePattern.LONGEST)
        String pattern) {}
