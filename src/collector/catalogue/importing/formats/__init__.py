"""Files of whatever kind -> the rows of a document."""
