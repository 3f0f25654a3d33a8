"""Interim."""
from visavis.blueprint.drawing.page_block import PageBlock


def friction_strip(context, analysis, document, width):
    return PageBlock(width, 165.0)

def strip_groups(analysis, document):
    return analysis.frictions.groups[:7]
