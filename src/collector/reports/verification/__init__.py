"""A document that people have edited -> what in it no longer is what the consolidation gives."""
