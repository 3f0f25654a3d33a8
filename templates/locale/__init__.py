"""Catalogues of translations, one a package: `fr/<package>.po` is edited, `.mo` is compiled from it."""
