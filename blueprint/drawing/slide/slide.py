"""The slide: a sentence with the one number to remember, twenty people, delay, both sides' work, what to decide.

With a redesign today and the target stand side by side, and what is to be decided is what leads from the one to the
other; without one only the journey as it is drawn. Everything on it is a shape of its own: each person is a group.
"""

from __future__ import annotations

from collections import Counter

from visavis.blueprint.analysis import Analysis, Comparison
from visavis.blueprint.analysis.decisions.decision import list_decisions
from visavis.blueprint.analysis.redesign.crossed_line import find_crossed_line
from visavis.blueprint.drawing.display_list import PageSet
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.page_formats import SLIDE, find_page_format
from visavis.blueprint.drawing.reader_pages.page_frame import PageFrame, PageHead
from visavis.blueprint.drawing.slide.decision_panel import decision_panel
from visavis.blueprint.drawing.slide.delay_bars import delay_bars
from visavis.blueprint.drawing.slide.people_rows import people_rows
from visavis.blueprint.drawing.slide.slide_states import SlideState, slide_states, slide_title
from visavis.blueprint.drawing.slide.work_bars import work_bars
from visavis.blueprint.drawing.text_setting import DrawingContext
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Side

TITLE = 30.0
# Of the width: people and delay at the left, work at the right, a gap between.
LEFT_PART, GAP_PART = 0.53, 0.05
GAP, PANEL_HEIGHT = 12.0, 42.0


def draw_slide(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
               comparison: Comparison | None = None, *, excerpt: Excerpt | None = None) -> PageSet:
    """Return the slide of a document; with `comparison`, that of its redesign of another one."""
    states = slide_states(document, analysis, comparison)
    title = " ".join(context.translate(each) for each in slide_title(states))
    name = document.head.title.strip() or context.translate(message("Untitled blueprint"))
    head = PageHead(message("{name}", name=name), title, "", TITLE)
    frame = PageFrame(context, document, find_page_format(SLIDE), head,
                      message("Slide on a public service journey"), None, excerpt)
    return frame.make_pages([_body(frame, analysis, comparison, states)])


def _body(frame: PageFrame, analysis: Analysis | None, comparison: Comparison | None,
          states: tuple[SlideState, ...]) -> PageBlock:
    context, width = frame.context, frame.width
    decided = (frame.document, analysis) if comparison is None else (comparison.matching.before, comparison.before)
    decisions = list_decisions(decided[0], decided[1]) if decided[1] is not None else ()
    panel = decision_panel(context, decisions, decided[1], width, PANEL_HEIGHT)
    height = frame.room - panel.height - GAP
    left, start = LEFT_PART * width, (LEFT_PART + GAP_PART) * width
    delay = delay_bars(context, states, left)
    people = people_rows(context, states, left, height - delay.height - GAP)
    work = work_bars(context, states, width - start, height, _count_vanished(comparison))
    groups = (*people.groups, *delay.at(0.0, min(people.height + GAP, height - delay.height)), *work.at(start, 0.0),
              *panel.at(0.0, frame.room - panel.height))
    return PageBlock(width, frame.room, groups)


def _count_vanished(comparison: Comparison | None) -> Counter[Side]:
    """Return how many steps of each side are only no longer drawn."""
    if comparison is None:
        return Counter()
    before = comparison.matching.before
    sides = (before.side_of(step) for step in find_crossed_line(comparison).vanished)
    return Counter(side for side in sides if side is not None)
