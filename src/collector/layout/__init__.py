"""Where every cell of a form is: described once, for the writer and the reader, which never import each other."""
