"""Importing: what a file makes stands as a drawing, with what was understood and what not, before it is taken."""
