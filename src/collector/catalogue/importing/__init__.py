"""Last year's official report -> a draft of the catalogue, that year's values, and what a person must confirm."""
