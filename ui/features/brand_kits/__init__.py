"""Brand kits in the window: a town’s logo, colours and fonts, seen before they are used."""
