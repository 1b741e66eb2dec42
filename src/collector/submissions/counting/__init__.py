"""Which of several returns of an executor counts."""
