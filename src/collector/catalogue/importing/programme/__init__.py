"""A published programme with lists of indicators and statistical tables."""
