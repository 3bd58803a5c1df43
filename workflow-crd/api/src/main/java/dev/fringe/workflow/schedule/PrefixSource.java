package dev.fringe.workflow.schedule;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.TimeSpan;

/** The files below an address. */
public record PrefixSource(
    @Field(
            about = "The address, such as s3://bucket/raw/",
            pattern = "(s3|davs|https|file)://[^\\s?#@{}]+",
            patternInWords =
                "an address of s3://, davs://, https:// or file://, such as s3://bucket/raw/,"
                    + " without user, query or fragment")
        String address,
    @Field(
            about = FilePattern.ABOUT,
            preset = "*.uvfits",
            pattern = FilePattern.PATTERN,
            patternInWords = FilePattern.IN_WORDS,
            longest = FilePattern.LONGEST)
        String pattern,
    @Field(
            about =
                "A file is whole once it has not changed for so long, as two looks have seen; a"
                    + " file that changes after it was taken is not taken again",
            preset = "5 min",
            min = "1 s",
            max = "7 d")
        TimeSpan settle) {}
