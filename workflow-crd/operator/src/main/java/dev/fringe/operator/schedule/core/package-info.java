/**
 * What a schedule does next: pure functions of what is seen, without a cluster, a store or a clock.
 *
 * <h2>How each file is taken exactly once</h2>
 *
 * <ol>
 *   <li>The files of a batch are <em>intended</em>: written into the ledger, all of them with what
 *       the workflow needs, under the condition that the ledger is as it was read. Of two operators
 *       (one of them paused for long, say) one is refused, reads anew, and finds the other's
 *       intention.
 *   <li>The batch's workflow is created, <em>held</em>: suspended, and with a finalizer, so that
 *       nothing works on it, and nobody's deletion makes it vanish. Its name follows from the
 *       schedule's and the files' alone: who does it again is told that it is there.
 *   <li>The files become <em>taken</em>: one hash for each, and the workflow's name and uid to be
 *       released, in one write in place of the intention.
 *   <li>The workflow of that uid is let go: neither suspended (but for a template that says so) nor
 *       held by the finalizer. From here on it is worked on.
 *   <li>Its uid is struck out.
 * </ol>
 *
 * A kill between any two of these leaves an intention or a uid, and whoever comes next goes on from
 * there. Without the hold, an operator that was paused between 1 and 2 while another did all, and
 * while the workflow ended and was cleaned up, would create and run it again. With it, that second
 * workflow is held and stands in no ledger: it is deleted, unseen by those who run workflows. So
 * one file is given to work once, whatever the number of operators, and whatever history limits and
 * people delete. Workflows are seen before the ledger is read: one that is held, not intended and
 * not to be released is then a second one, or was let go since; its deletion names the version that
 * was seen, and is refused in the latter case.
 *
 * <h2>Why the ledger is made as it is</h2>
 *
 * Workflows themselves cannot be the record, for history limits and people delete them. Neither can
 * the names of files: 100,000 of them are more than an object's limit of 1 MiB, and a write is
 * always of the whole object. Of a taken file 16 bytes of its SHA-256 stay, as 22 letters: no two
 * files of any telescope meet in them. They are in parts of some 4,096, in objects of about 94 kB:
 * what is written again and again is the last, and the others are sealed as immutable. 100,000
 * files are 25 objects, 2.3 MB, read when the source is looked at.
 */
package dev.fringe.operator.schedule.core;
