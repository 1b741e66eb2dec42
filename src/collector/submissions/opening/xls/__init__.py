"""Workbooks of old Excel."""
