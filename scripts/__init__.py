"""Scripts that make what the repository ships: returns, Word template, rule pages."""
