"""Imposition: what becomes of finished sheets before they are printed: bleed and marks, tiles, folds, long pages."""
