"""A report that is a register of actions with costs and sources."""
