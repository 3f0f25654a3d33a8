"""Observed journeys: what the records of real cases say of a drawn one.

A log is a list of events: in which case, what was done, when. Each activity is mapped to a step; the cases are
replayed on the drawing, which gives measured times, visits and branches on both sides, and tells where cases leave
what is drawn.
"""
