"""What collector talks about: frozen objects, standard library only, no I/O."""
