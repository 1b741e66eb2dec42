"""One function per command: the order of the stages, and what is written where."""
