"""Brand kits: a town's own logo, colours and fonts, held to the same contrasts as the program's own."""
