"""Unknown names, known by their shape and by the words around them."""
