"""Book -> Submission: whose form it is, its tables, rows and cells, and what became of each."""
