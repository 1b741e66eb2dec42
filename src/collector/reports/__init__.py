"""Consolidation -> workbook, narrative, open data and the list of findings."""
