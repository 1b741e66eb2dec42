"""A report that is one table of tasks with their indicators."""
