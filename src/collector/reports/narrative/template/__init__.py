"""The Word template of the narrative: its tags, the shipped files, and whether an edited one can be filled in."""
