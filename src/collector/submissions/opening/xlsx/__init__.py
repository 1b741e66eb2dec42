"""Workbooks of Excel: the package, the scan of its bytes, the fast and the careful reader."""
