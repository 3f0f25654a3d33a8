"""The annex: every open friction with its place, what was kept on purpose, what was not judged, whole texts."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.drawing.builders import analysis, document, finding, journey, step
from tests.drawing.inspection import doubled_ids, loose_texts, outside, overlapping_texts, shown_texts, small_texts
from visavis.blueprint.analysis import RULES, Analysis, FrictionReport, Measures, NotAssessed, analyse
from visavis.blueprint.analysis.frictions.guide import CHANNELS
from visavis.blueprint.drawing import LIGHT, DrawingContext, Group, Page, PageSet, Role
from visavis.blueprint.drawing.poster.annex import CutText, annex_pages, lay_out_annex
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import Basis, BlueprintDocument, Waiver, WaiverReason
from visavis.blueprint.storage import load
from visavis.blueprint.text.metrics import metrics
from visavis.exporters.backends.pdf import pdf

EXAMPLES = Path(__file__).parents[2] / "examples"
FRENCH, ENGLISH = (DrawingContext(LIGHT, translator(language), metrics()) for language in ("fr", "en"))
# The body of a page for the hand is never smaller than this, in points.
LEAST_BODY = 9.0
A4 = (595.28, 841.89)


def made(count: int = 6, **more: Any) -> BlueprintDocument:
    return document([step(f"s{index}", column=index, **{"title": f"Step {index}", **more}) for index in range(count)])


def drawn(found: Analysis | None, of: BlueprintDocument | None = None, *, context: DrawingContext = ENGLISH,
          cut: Sequence[CutText] = (), sheet: int = 2) -> tuple[Page, ...]:
    of = of or made()
    annex = lay_out_annex(context, of, found, {each.id: sheet for each in of.steps}, cut)
    assert annex.count == len(annex.bodies)
    return annex_pages(annex, 3, 2 + annex.count)


def groups(pages: Sequence[Page], *roles: Role) -> list[Group]:
    return [group for page in pages for group in page.drawing.groups if not roles or group.role in roles]


def words(pages: Sequence[Page], *roles: Role) -> list[str]:
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for group in groups(pages, *roles) for text in shown_texts(group)]


def faults(pages: Sequence[Page]) -> list[str]:
    return [fault for page in pages for fault in (
        *loose_texts(page.drawing), *overlapping_texts(page.drawing), *outside(page.drawing), *doubled_ids(page.drawing),
        *small_texts(page.drawing, page.scale, LEAST_BODY))]


def test_every_open_friction_tells_its_number_place_cost_and_remedy() -> None:
    found = analysis(made(), finding("a", "s1", "s2", citizen=44.0, agent=None, basis=Basis.ASSUMED),
                     finding("a", "s3", citizen=None, agent=None), finding("whole", "s4", is_whole=True, citizen=1.0))
    said = words(drawn(found), Role.FINDING)
    assert said[:4] == ["1", "Double saisie", "→ Saisir une seule fois.", "Step 1 · Demander · sheet 2"]
    assert said[4:10] == ["with Step 2", "Le papier est retapé dans le logiciel.", "citizen: 44 min", "agents: unknown",
                          "40% of cases, a hypothesis", "Step 3 · Demander · sheet 2"]
    assert said[10:13] == ["Le papier est retapé dans le logiciel.", "minutes unknown", "40% of cases"]
    assert said[13:17] == ["2", "Double saisie", "→ Saisir une seule fois.", "The whole journey"]


def test_a_friction_of_the_sheets_has_the_name_that_it_has_there() -> None:
    found = analysis(made(), finding("a", "s1", short=message("Typed twice")),
                     finding("b", "s1", short=message("Asked twice"), citizen=1.0))
    assert [text for text in words(drawn(found)) if text.startswith("On the sheets")] == ["On the sheets: Typed twice"]


def test_it_tells_what_was_kept_and_by_whom_and_which_rules_lack_what() -> None:
    waiver = Waiver(id="w", rule="a", reason=WaiverReason.LEGAL, text="Because.\nAnd so on.", author="Pole", date="2026-03-12")
    report = FrictionReport((finding("a", "s1", waived=waiver),),
                            (NotAssessed("b", message("Internal jargon"), (CHANNELS,), ("s1", "s2")),))
    pages = drawn(Analysis(Measures(journey(made())), report))
    assert words(pages, Role.HEADING)[:3] == ["Annex", "Kept on purpose", "Rules not assessed"]
    assert words(pages, Role.TEXT)[1:] == [
        "Double saisie", "Step 1 · Demander · sheet 2", "Law: it is required", "Pole · 2026-03-12", "Because.",
        "And so on.", "They lack what they need: that they found nothing does not mean that all is well.",
        "Internal jargon", "Lacks: the channels of the steps, at 2 steps"]


def test_texts_that_were_cut_stand_there_whole_and_once() -> None:
    text = "A sentence of some length, again and again. " * 400
    cut = [CutText("Step 1", text), CutText("Step 1", text), CutText("Step 2", "  ")]
    pages = drawn(None, cut=cut)
    assert len(pages) > 1
    told = " ".join(words(pages, Role.TEXT))
    assert told.count("A sentence of some length, again and again.") == 400
    assert "…" not in told
    assert faults(pages) == []


def test_there_is_no_annex_where_there_is_nothing_to_say() -> None:
    assert drawn(None) == drawn(analysis(made())) == ()


def test_pages_are_of_a4_and_numbered_on() -> None:
    found = analysis(made(40), *(finding(f"r{index}", f"s{index}") for index in range(40)))
    pages = drawn(found, made(40))
    assert len(pages) > 2
    assert [(page.width, page.height) for page in pages] == [pytest.approx(A4, abs=0.01)] * len(pages)
    numbers = [shown_texts(group)[-1] for group in groups(pages, Role.FOOTER) if group.id == "footer"]
    assert [text.rpartition(" ")[2] for text in numbers] == [f"{number}/{2 + len(pages)}" for number in range(3, 3 + len(pages))]


@pytest.mark.parametrize("more", range(0, 18, 2))
def test_no_heading_stands_alone_at_the_end_of_a_page(more: int) -> None:
    """Whatever is above it: a longer sentence moves what follows by lines."""
    said = message("{t}", t="A line of some words that is as long as the column is wide, or nearly so. " * more)
    found = analysis(made(40), finding("r", "s0", citizen=500.0, message=said),
                     *(finding(f"r{index}", f"s{index}") for index in range(1, 40)))
    for page in drawn(found, made(40)):
        told = [group for group in page.drawing.groups if group.role is not Role.FOOTER]
        assert "." in told[-1].id, "the last thing on a page is a place, not the heading of the next friction"


@pytest.mark.parametrize("name", ["apa-a-domicile", "home-care-allowance", "passeport", "hotel-stay"])
@pytest.mark.parametrize("context", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_examples_tell_all_their_frictions_and_nothing_of_them_is_cut(name: str, context: DrawingContext) -> None:
    of = load(EXAMPLES / f"{name}.blueprint.json").document
    found = analyse(of, RULES)
    pages = drawn(found, of, context=context)
    assert faults(pages) == []
    for group in found.frictions.groups:
        places = [one for one in groups(pages, Role.FINDING) if one.id.startswith(f"friction-{group.number}.")]
        assert len(places) == len(group.findings)
        for place, one in zip(places, group.findings, strict=True):
            assert "".join(context.translate(one.message).split()) in "".join("".join(shown_texts(place)).split())


HOSTILE = ["", "x" * 400, "ouvrir " * 60, "🙂👩‍👩‍👧 fête", "تقديم الطلب عبر الإنترنت " * 20, "申請書を提出する" * 50]


@pytest.mark.parametrize("title", HOSTILE, ids=["none", "one word", "long", "emoji", "arabic", "japanese"])
def test_hostile_titles_and_texts_leave_no_box_and_no_page(title: str) -> None:
    of = made(14, title=title)
    waiver = Waiver(id="w", rule="kept", reason=WaiverReason.OTHER, text=title * 200)
    steps = [f"s{index}" for index in range(14)]
    found = analysis(of, finding("a", *steps, message=message("{t}.", t=title), title=message("{t}.", t=title)),
                     finding("kept", "s1", waived=waiver))
    pages = drawn(found, of, context=FRENCH, cut=[CutText(title, title * 100)])
    assert faults(pages) == []


def test_its_pages_are_tagged_as_headings_and_paragraphs_in_reading_order() -> None:
    found = analysis(made(), finding("a", "s1"))
    content = pdf(PageSet(drawn(found, cut=[CutText("Step 1", "Whole")]), "Essai", "en"))
    with pikepdf.open(BytesIO(content)) as file:
        tags = [str(element.S) for element in file.Root.StructTreeRoot.K[0].K]
    # The title of the file comes first, the QR code last.
    assert tags[:2] == ["/H1", "/H2"]
    assert tags[-1] == "/Figure"
    assert tags.count("/H2") == 3
