"""Measures: what journeys come to on both sides, as figures that tell what they leave out and how sure they are."""
