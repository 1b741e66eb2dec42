"""How a Polish value is read from a cell and written for a person."""
