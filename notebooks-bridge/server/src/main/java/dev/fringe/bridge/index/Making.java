package dev.fringe.bridge.index;

/** How far an index is made. Both questions wait a while for a better answer. */
public interface Making {

  /** Of an index that says all that its lake says. */
  Making DONE =
      new Making() {
        @Override
        public boolean isWhole() {
          return true;
        }

        @Override
        public boolean isOfThisStart() {
          return true;
        }
      };

  /** Whether the index has ever said all that the lake said, before this start too. */
  boolean isWhole();

  /** Whether it has done so since the start. */
  boolean isOfThisStart();
}
