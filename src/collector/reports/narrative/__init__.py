"""Consolidation -> the report in sentences, a Word document whose figures stay true."""
