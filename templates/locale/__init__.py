"""Catalogues of translations, one a package of the program: `fr/<package>.po` is edited, `.mo` is compiled from it."""
