"""Relations as families of wordings, held as data, matched over sentences whose mentions are slots."""
