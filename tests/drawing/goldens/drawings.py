"""The thirteen drawings of which the text form is kept: together they cover what is drawn, each as small as it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from tests.drawing.builders import analysis, document, finding, flow, step
from tests.drawing.goldens.text_form import write_drawing, write_page
from visavis.blueprint.analysis import (
    RULES,
    Analysis,
    Comparison,
    analyse,
    compare,
    conversation_steps,
    distinct_journeys,
    journey,
)
from visavis.blueprint.drawing import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    ComposeOptions,
    DisplayList,
    DrawingContext,
    PageBlock,
    PageSet,
    ViewportDrawing,
    compose,
    draw_before_after,
    draw_infographic,
    draw_picture,
    draw_poster,
    persona_strip,
)
from visavis.blueprint.drawing.before_after.before_after_rows import (
    change_row,
    compared_friction_row,
    crossing_row,
    heading_row,
    sentence_row,
)
from visavis.blueprint.drawing.before_after.verdict_rows import verdict_row
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step
from visavis.blueprint.drawing.difference_sheet import draw_difference
from visavis.blueprint.drawing.journeys.conversation import dialogue, line_block
from visavis.blueprint.drawing.journeys.journey_strip import fit_spacing, journey_row, key_row
from visavis.blueprint.drawing.page_block import make_ids_unique, move_group, stack_blocks
from visavis.blueprint.drawing.viewport.group_cache import GroupCache
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect, lay_out
from visavis.blueprint.model import BlueprintDocument, Note, Persona, Service, State, Step
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics

EXAMPLES = Path(__file__).parents[3] / "examples"
# The width of a narrow list and of a wide one, in points.
LIST, WIDE = 360.0, 880.0
# Some of everything that is hard to set: letters without a break, emoji, right-to-left, markup, what is not shown.
LONG = "Unbreakable" * 37
HOSTILE = ("😀 Demande <b>&amp;</b> {x}", "שלום עולם 123", "مرحبا بالعالم", "a\u0007b\u202ec \"quoted\" \\ %s", LONG)


@cache
def example(name: str) -> tuple[BlueprintDocument, Analysis]:
    """A shipped example, and what its exporters know of it."""
    loaded = load(EXAMPLES / f"{name}.blueprint.json").document
    return loaded, analyse(loaded, RULES)


def small() -> BlueprintDocument:
    """Both sides of a request that comes back once in three times, and that one persona cannot make."""
    steps = [step("ask", kind="start", title="Ask for a card", work="PT20M", channel="web", basis="estimated"),
             step("form", "preuves", title="Form", kind="evidence"),
             step("check", "scene", title="Check the form", work="PT10M", wait="P3D", kind="decision", split="one", column=1),
             step("mend", title="Mend the form", work="PT15M", column=1, channel="post"),
             step("make", "coulisses", title="Make the card", work="PT30M", wait="P10D", column=2, phase="p2"),
             step("press", "appui", title="Press", column=2, phase="p2"),
             step("get", title="Receive the card", kind="outcome", outcome="granted", column=3, phase="p2")]
    flows = [flow("a", "ask", "check", kind="interaction", label="A card, please"),
             flow("b", "check", "mend", probability=1 / 3, condition="something is missing"),
             flow("c", "mend", "check", kind="interaction"), flow("d", "check", "make", probability=2 / 3),
             flow("e", "make", "press", kind="support"), flow("f", "make", "get", kind="interaction")]
    people = (Persona(id="ana", name="Ana", weight=3.0, story="Has a telephone."),
              Persona(id="bo", name="Bo", story="Has no address.", channels=("phone",)))
    return document(steps, flows, phases=["Ask", "Get"], personas=people, id="card", title="A card", language="en",
                    service=Service(authority="Town", cases_per_year=900))


def redesign() -> Comparison:
    """A redesign of the small request: those who ask check the form themselves, and Bo may telephone."""
    before = small()
    changed: dict[str, dict[str, object]] = {
        "ask": {"channel": "phone", "work": "PT45M"},
        "check": {"wait": None, "split": "all", "kind": "action", "work": "PT5M"},
    }
    gone = {"mend", "press", "form"}
    steps = tuple(Step.model_validate(one.model_dump() | changed.get(one.id, {})) for one in before.steps if one.id not in gone)
    flows = tuple(one.model_copy(update={"probability": None}) for one in before.flows
                  if not {one.source, one.target} & gone)
    head = before.head.model_copy(update={"id": "card-to-be", "state": State.TO_BE, "redesigns": "card"})
    return compare(before, BlueprintDocument(head, steps, flows), RULES)


def hostile() -> BlueprintDocument:
    """One step a hostile text, with hostile notes, labels and channels."""
    lanes = ("usager", "scene", "coulisses", "usager", "scene")
    steps = [step(f"s{place}", lane_id, title=title, detail=title, column=place, channel=title[:40], work="PT5M")
             for place, (lane_id, title) in enumerate(zip(lanes, HOSTILE, strict=True))]
    flows = [flow(f"f{place}", f"s{place}", f"s{place + 1}", label=HOSTILE[place], condition=HOSTILE[place])
             for place in range(4)]
    notes = tuple(Note(id=f"n{place}", at="s1", kind="quote", text=text) for place, text in enumerate(HOSTILE[1:4]))
    return document(steps, flows, phases=[HOSTILE[4]], title=LONG, notes=notes)


@cache
def long_poster() -> PageSet:
    """A poster of a small blueprint whose frictions need further sheets of A4."""
    made = small()
    findings = [finding(f"r{place}", one, citizen=10.0 * place, agent=90.0 - 10.0 * place if place % 3 else None)
                for place, one in enumerate(["ask", "check", "mend", "make"] * 4)]
    return draw_poster(made, analysis(made, *findings), translator("fr"), paper="A4", orientation="portrait",
                       theme=HIGH_CONTRAST)


def stacked(blocks: list[PageBlock], language: str, gap: float = 8.0) -> DisplayList:
    """Blocks one below the other, as lists show them."""
    block = stack_blocks(blocks, gap)
    return DisplayList(block.width, block.height, tuple(make_ids_unique(block.groups)), LIGHT.background, language)


def context_in(language: str) -> DrawingContext:
    """What blocks are drawn with."""
    return DrawingContext(LIGHT, translator(language), metrics())


def draw_example(name: str, language: str) -> str:
    """The picture that SVG and PNG show of an example."""
    return write_drawing(draw_picture(*example(name), translator(language)))


def draw_band(name: str, language: str) -> str:
    """An example in one band, as the canvas and the sheets draw it: without head, list and legend."""
    made, found = example(name)
    return write_drawing(compose(made, lay_out(made), found, LIGHT, translator(language)))


def draw_first_sheet(name: str, language: str) -> str:
    """The first sheet of an example's infographic."""
    return write_page(draw_infographic(*example(name), translator(language)).pages[0])


def draw_hostile() -> str:
    """A band of hostile words with a friction and notes."""
    made = hostile()
    found = analysis(made, finding("double-entry", "s1"))
    return write_drawing(compose(made, lay_out(made), found, LIGHT, translator("en"),
                                 options=ComposeOptions(internal=True)))


def draw_poster_sheet(place: int) -> str:
    """A sheet of the long poster."""
    pages = long_poster().pages
    assert len(pages) > 1
    return write_page(pages[place])


def draw_redesign() -> str:
    """The page of the small redesign."""
    return write_page(draw_before_after(redesign(), translator("fr")).pages[0])


def draw_journeys() -> str:
    """How journeys are compared: who walks them, their strings of beads, the key."""
    context, made = context_in("en"), small()
    measured = analyse(made, RULES)
    marks = hotspots_by_step(measured.frictions.hotspots)
    who = made.head.personas[0]
    found = distinct_journeys(made, journey(made, who)).journeys
    told = [conversation_steps(made, one, who) for one in found]
    thread = fit_spacing(told, WIDE)
    rows = [journey_row(context, one, steps, marks, WIDE, thread, "once more" if place else "")
            for place, (one, steps) in enumerate(zip(found, told, strict=True))]
    strips = [persona_strip(context, made, persona, figures, WIDE)
              for persona, figures in zip(made.head.personas, measured.measures.personas, strict=True)]
    return write_drawing(stacked([*strips, *rows, key_row(context, WIDE)], "en"))


def draw_conversation() -> str:
    """The likeliest journey that comes back, as a dialogue."""
    context, made = context_in("fr"), small()
    marks = hotspots_by_step(analysis(made, finding("double-entry", "check")).frictions.hotspots)
    who = made.head.personas[0]
    one = distinct_journeys(made, journey(made, who)).journeys[1]
    lines = dialogue(conversation_steps(made, one, who), one)
    return write_drawing(stacked([line_block(context, line, LIST, hotspots=marks) for line in lines], "fr", gap=0.0))


def draw_redesign_rows() -> str:
    """The rows of the list beside two blueprints: verdicts, what crossed, frictions, changes, notes."""
    context, found = context_in("en"), redesign()
    rows = [heading_row(context, "Both sides", LIST)]
    rows += [verdict_row(context, found, verdict, LIST) for verdict in found.verdicts]
    rows += [crossing_row(context, found, verdict, LIST) for verdict in found.verdicts if verdict.crossing is not None]
    rows += [sentence_row(context, "info", LIGHT.muted, context.translate(note), LIST) for note in found.notes]
    rows += [compared_friction_row(context, one, LIST) for one in found.findings]
    rows += [change_row(context, change, LIST) for change in found.changes]
    return write_drawing(stacked(rows, "en"))


def draw_viewport() -> str:
    """What of a blueprint the canvas composes where somebody looks, in the dark."""
    made, found = example("corner-shoeshine")
    shown = ViewportDrawing(GroupCache(), made, lay_out(made), found, DARK, translator("fr"))
    area = Rect(shown.width / 2, shown.height / 3, 320.0, 240.0)
    groups = tuple(move_group(placed.group, placed.x, placed.y) for placed in shown.groups_in(area))
    return write_drawing(DisplayList(area.width, area.height, groups, shown.background, "fr", made.head.title))


def draw_edit() -> str:
    """What was changed, came and went in an edit of the small request, with a note where a pill would stand."""
    before = small()
    steps = tuple(step.model_copy(update={"title": "Check twice", "column": step.column}) if step.id == "check" else step
                  for step in before.steps if step.id != "press")
    head = before.head.model_copy(update={"notes": (Note(id="n", text="Why twice?", at="check"),)})
    after = before.replace(head=head, steps=steps, flows=tuple(
        flow for flow in before.flows if "press" not in (flow.source, flow.target)))
    (page,) = draw_difference(before, after, translator("en")).pages
    return write_page(page)


DRAWINGS: Mapping[str, Callable[[], str]] = {
    "picture-shoeshine-fr": lambda: draw_example("corner-shoeshine", "fr"),
    "band-hotel-en": lambda: draw_band("hotel-stay", "en"),
    "hostile-words": draw_hostile,
    "poster-first-sheet": lambda: draw_poster_sheet(0),
    "poster-last-sheet": lambda: draw_poster_sheet(-1),
    "infographic-fr": lambda: draw_first_sheet("passeport", "fr"),
    "infographic-en": lambda: draw_first_sheet("corner-shoeshine", "en"),
    "before-after-fr": draw_redesign,
    "journeys-en": draw_journeys,
    "conversation-fr": draw_conversation,
    "redesign-rows-en": draw_redesign_rows,
    "viewport-dark": draw_viewport,
    "difference-en": draw_edit,
}
