package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.schema.Rule;
import dev.fringe.workflow.value.TimeSpan;
import java.util.List;
import java.util.Optional;

/** What is to be done. Only the inputs are required: alone, they make a sensible image. */
@Rule(
    cel =
        "self.inputs == oldSelf.inputs && self.selection == oldSelf.selection && self.image =="
            + " oldSelf.image && self.clean == oldSelf.clean && has(self.selfCalibrate) =="
            + " has(oldSelf.selfCalibrate) && (!has(self.selfCalibrate) || self.selfCalibrate =="
            + " oldSelf.selfCalibrate) && has(self.publish) == has(oldSelf.publish) &&"
            + " (!has(self.publish) || self.publish == oldSelf.publish) && self.engine =="
            + " oldSelf.engine && self.retries == oldSelf.retries && has(self.deadline) =="
            + " has(oldSelf.deadline) && (!has(self.deadline) || self.deadline == oldSelf.deadline)"
            + " && self.cleanUp == oldSelf.cleanUp && self.reuse == oldSelf.reuse &&"
            + " has(self.scratch) == has(oldSelf.scratch) && (!has(self.scratch) || self.scratch =="
            + " oldSelf.scratch)",
    message =
        "may not change, but for scheduling: delete the workflow and apply it anew, or give the"
            + " other one another name")
@Rule(
    cel = "!has(self.selfCalibrate) || self.clean.algorithm != 'none'",
    message =
        "needs a model, and spec.clean.algorithm is none: write clark or hogbom there, or leave"
            + " this section out",
    field = "selfCalibrate")
@Rule(
    cel = "!has(self.image.psf) || self.image.psf != 'skipped' || self.clean.algorithm == 'none'",
    message =
        "may be skipped only with clean.algorithm: none, for cleaning and self-calibration need"
            + " the PSF: leave psf out, or write algorithm: none",
    field = "image.psf")
public record WorkflowSpec(
    @Field(about = "The visibilities, all of one field, imaged together", fewest = 1, most = 1000)
        List<Input> inputs,
    @Field(about = "Which visibilities are used") Selection selection,
    @Field(about = "The image to make") ImageSpec image,
    @Field(about = "The deconvolution") Clean clean,
    @Field(
            about = "Calibration of the visibilities by themselves, before they are imaged",
            otherwise = "none: they are calibrated")
        Optional<SelfCalibrate> selfCalibrate,
    @Field(
            about = "Publication in the data lake",
            otherwise = "nothing is published; files are left with --out")
        Optional<Publish> publish,
    @Field(about = "Where the work is done") Engine engine,
    @Field(about = "What happens after a failure") Retries retries,
    @Field(
            about = "After this time the work is given up",
            otherwise = "no limit",
            above = "0 s",
            max = "3650 d")
        Optional<TimeSpan> deadline,
    @Field(
            about =
                "When the scratch is removed; kept, it lets a failed run go on from where it was",
            preset = "OnSuccess")
        CleanUp cleanUp,
    @Field(
            about =
                "The folder or address for intermediate data: one that every worker sees, such as"
                    + " /shared/scratch or s3://bucket/scratch",
            otherwise = "a folder of this workflow in the system's temporary folder")
        Optional<String> scratch,
    @Field(
            about =
                "On a cluster: whether finished work is linked in place of being done again, where"
                    + " a workflow of the namespace has published the same pixels of the same input"
                    + " bytes by the same version of Fringe, with the same rules",
            preset = "Allowed")
        Reuse reuse,
    @Field(about = "On a cluster: when the work has its turn; of no meaning on the command line")
        Scheduling scheduling) {

  public WorkflowSpec {
    inputs = Absent.ifNull(inputs);
    selfCalibrate = Absent.ifNull(selfCalibrate);
    publish = Absent.ifNull(publish);
    deadline = Absent.ifNull(deadline);
    scratch = Absent.ifNull(scratch);
  }

  /** The same of other inputs. */
  public WorkflowSpec withInputs(List<Input> others) {
    return with(others, scratch);
  }

  /** The same with its intermediate data elsewhere. */
  public WorkflowSpec withScratch(String elsewhere) {
    return with(inputs, Optional.of(elsewhere));
  }

  private WorkflowSpec with(List<Input> others, Optional<String> elsewhere) {
    return new WorkflowSpec(
        others,
        selection,
        image,
        clean,
        selfCalibrate,
        publish,
        engine,
        retries,
        deadline,
        cleanUp,
        elsewhere,
        reuse,
        scheduling);
  }
}
