package dev.fringe.bridge.access;

import dev.fringe.storage.settings.WorkflowRules;
import java.util.Set;

/**
 * Decides who may have workflows run, see and cancel them. Where nobody signs in, all may all;
 * where people do, what is their own is always theirs to see and to cancel.
 */
public final class RunRights {

  private final boolean isOpen;
  private final Set<String> submit;
  private final Set<String> see;
  private final Set<String> cancel;

  RunRights(boolean isOpen, WorkflowRules rules) {
    this.isOpen = isOpen;
    this.submit = Access.plain(rules.submit());
    this.see = Access.plain(rules.see());
    this.cancel = Access.plain(rules.cancel());
  }

  /** Whether somebody may submit. */
  public boolean maySubmit(Visitor visitor) {
    return isOpen
        || (visitor.isKnown()
            && (submit.isEmpty() ? !visitor.groups().isEmpty() : visitor.isInAny(submit)));
  }

  /** Whether somebody may see what another has submitted; empty for nobody known. */
  public boolean maySee(Visitor visitor, String owner) {
    return isOpen
        || owns(visitor, owner)
        || (see.isEmpty() ? maySubmit(visitor) : visitor.isInAny(see));
  }

  /** Whether somebody may cancel what another has submitted. */
  public boolean mayCancel(Visitor visitor, String owner) {
    return isOpen || owns(visitor, owner) || visitor.isInAny(cancel);
  }

  /**
   * Lets somebody through who may submit.
   *
   * @throws AccessException if they may not
   */
  public void requireSubmit(Visitor visitor) {
    require(
        maySubmit(visitor),
        visitor,
        submit.isEmpty()
            ? "workflows are for members, and you are in no group"
            : "workflows are for some groups' members, and none of your groups is one of them");
  }

  /**
   * Lets somebody through who may see what another has submitted.
   *
   * @throws AccessException if they may not
   */
  public void requireSee(Visitor visitor, String owner) {
    require(
        maySee(visitor, owner),
        visitor,
        "this is another's workflow, and none of your groups may see it");
  }

  /**
   * Lets somebody through who may cancel what another has submitted.
   *
   * @throws AccessException if they may not
   */
  public void requireCancel(Visitor visitor, String owner) {
    require(
        mayCancel(visitor, owner),
        visitor,
        "this is another's workflow, and none of your groups may cancel it");
  }

  private static boolean owns(Visitor visitor, String owner) {
    return visitor.isKnown() && visitor.name().equals(owner);
  }

  private static void require(boolean isGranted, Visitor visitor, String why) {
    if (!isGranted) {
      throw visitor.isKnown()
          ? AccessException.refused(why)
          : AccessException.signIn("workflows are for members; sign in, and send a token");
    }
  }
}
