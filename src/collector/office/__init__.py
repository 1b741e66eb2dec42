"""LibreOffice, where it is installed: our documents -> PDF, the same bytes for the same document."""
