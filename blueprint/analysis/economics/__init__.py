"""Costs and scale: what a case costs, who bears it, and what a year comes to."""
