package dev.fringe.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.Angle;
import dev.fringe.workflow.value.ImageSize;
import dev.fringe.workflow.value.Stokes;
import java.util.Optional;

/** The image to make: its pixels, its polarisations, its accuracy and how visibilities weigh. */
@Rule(
    cel =
        "!has(self.size) || !has(self.cell) || !valid(self.size) || 0.25 * value(self.cell) *"
            + " value(self.cell) * 2.350443053909789e-11 *"
            + " (double(string(self.size).find('[0-9]+')) *"
            + " double(string(self.size).find('[0-9]+')) +"
            + " double(string(self.size).find('[0-9]+\\\\s*$').trim()) *"
            + " double(string(self.size).find('[0-9]+\\\\s*$').trim())) < 1.0",
    message =
        "is too large: so many pixels of it reach beyond the celestial sphere; write a smaller"
            + " cell, or a smaller size",
    field = "cell")
public record ImageSpec(
    @Field(
            about =
                "Pixels, as one even number or as width x height, such as \"1024 x 512\" (east-west"
                    + " x north-south)",
            otherwise = "from the primary beam or the field of view")
        Optional<ImageSize> size,
    @Field(
            about = "The side of a pixel at the centre",
            otherwise = "from the longest baseline",
            above = "0 arcsec",
            max = "10 deg")
        Optional<Angle> cell,
    @Field(about = "The polarisations to image, a plane each", preset = "I") Stokes stokes,
    @Field(
            about =
                "Relative error allowed in gridding, against an exact transform; below 1e-5 the"
                    + " work is done in double precision",
            preset = "1e-4",
            min = "1e-12",
            max = "1e-1")
        double accuracy,
    @Field(about = "The centre of the image", otherwise = "the phase centre of the observation")
        Optional<Centre> centre,
    @Field(
            about =
                "Whether the point-spread function is made too; skipped, a dirty image takes less"
                    + " time and memory, but has no beam, and no sources are looked for",
            otherwise = "made")
        Optional<Psf> psf,
    @Field(about = "How visibilities weigh") Weighting weighting) {

  public ImageSpec {
    size = Absent.ifNull(size);
    cell = Absent.ifNull(cell);
    centre = Absent.ifNull(centre);
    psf = Absent.ifNull(psf);
  }

  /** Whether the point-spread function is wanted. */
  public boolean wantsPsf() {
    return psf.orElse(Psf.MADE) == Psf.MADE;
  }

  /** What becomes of the point-spread function. */
  public enum Psf {
    MADE("made"),
    SKIPPED("skipped");

    private final String word;

    Psf(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String toString() {
      return word;
    }
  }
}
