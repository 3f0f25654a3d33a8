"""Minutes of a workshop: what was noted, given dots and decided, in order; what nobody did is said; private is never."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from odfdo import Document

from tests.drawing.builders import analysis, document, finding, step
from tests.exporters.office import convert
from tests.exporters.opendocument_schema import faults
from tests.profiles import EXAMPLES, mostly_deep
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.model import BlueprintDocument, Note, TriageNote, TriageState, Waiver, WaiverReason
from visavis.blueprint.registry import ContentChoice, ExportJob, assess, make_job
from visavis.blueprint.storage import load
from visavis.exporters.minutes import MINUTES
from visavis.exporters.minutes.make_minutes import NEXT_STEPS, SIGNATURES, make_minutes
from visavis.exporters.text_version.text_blocks import BlockText, HeadingBlock, ListBlock, ParagraphBlock, TableBlock

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")


def minutes_of(made: BlueprintDocument, found: Analysis | None = None, language: str = "en", **more: Any) -> BlockText:
    return make_minutes(ExportJob(made, found or analysis(made), language, **more))


def section(text: BlockText, heading: str) -> list[Any]:
    """Return the blocks under a heading of level 2, those of its parts too."""
    found: list[Any] = []
    is_in = False
    for block in text.blocks:
        if isinstance(block, HeadingBlock) and block.level == 2:
            is_in = block.text == heading
        elif is_in:
            found.append(block)
    return found


def table(blocks: list[Any], at: int = 0) -> list[list[str]]:
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    return [["\n".join(f"{line.strong}{line.rest}" for line in cell) for cell in row] for row in tables[at].rows]


def workshop() -> BlueprintDocument:
    notes = (Note(id="n1", at="v", kind="pain", text="Trop long", author="Ana", votes={"p1": 1}),
             Note(id="n2", at="u", kind="idea", text="Un QR code\nau guichet", votes={"p1": 2, "p2": 1}, source="atelier 2"),
             Note(id="n3", kind="question", text="Qui paie ?"),
             Note(id="n4", at={"lane": "scene", "phase": "p2", "column": 0}, kind="praise", text="Bel accueil", author="Ana"),
             Note(id="n5", at="u", kind="quote", text="Entre nous", author="Zoé", votes={"p9": 5}, private=True))
    return document([step("u", title="Demande"), step("v", "scene", title="Répond", phase="p2")], phases=["Demander", "Décider"], notes=notes)


def decided() -> Analysis:
    triage = {state: TriageNote(id=state, rule=state, state=state, reason=f"why {state}", date="2026-03-12") for state in TriageState}
    waiver = Waiver(id="w", rule="kept", reason=WaiverReason.LEGAL, text="L. 114-5")
    return analysis(workshop(), finding("open", "u"), finding("accepted", "v", decided=triage[TriageState.ACCEPTED]),
                    finding("to-do", "u", decided=triage[TriageState.TO_DO]), finding("dismissed", "u", decided=triage[TriageState.DISMISSED]),
                    finding("kept", "u", waived=waiver))


def test_dots_are_in_order_and_notes_stand_at_their_step() -> None:
    text = minutes_of(workshop())
    dots = section(text, "What got dots")
    assert dots[0] == ParagraphBlock("4 dots on 2 notes.", dots[0].manner)
    assert table(dots) == [["3", "Idea", "Un QR code\nau guichet", "1. Demande", ""], ["1", "Pain point", "Trop long", "2. Répond", "Ana"]]
    notes = section(text, "Notes")
    assert [block.text for block in notes if isinstance(block, HeadingBlock)] == ["1. Demander", "2. Décider", "Parking lot"]
    assert table(notes) == [["1. Demande", "Idea", "Un QR code\nau guichet\nSource: atelier 2", "", "3"]]
    assert table(notes, 1) == [["2. Répond", "Pain point", "Trop long", "Ana", "1"], ["Agent · scène", "Praise", "Bel accueil", "Ana", "—"]]
    assert [row[2] for row in table(notes, 2)] == ["Qui paie ?"]
    questions = section(text, "Open questions")
    assert questions[0] == ListBlock(("Qui paie ? (parking lot)",))
    assert table(section(text, "Steps that were discussed")) == [["1. Demande", "Usager", "Demander", "1", "—"],
                                                                 ["2. Répond", "Agent · scène", "Décider", "1", "—"]]


@pytest.mark.parametrize("internal", [False, True])
def test_what_is_private_is_in_no_minutes(internal: bool) -> None:
    told = str(minutes_of(workshop(), internal=internal).blocks)
    assert "Entre nous" not in told
    assert "Zoé" not in told
    assert "p1" not in told, "nor who gave which dot"


def test_decisions_are_told_with_their_reasons_and_what_is_agreed_apart() -> None:
    text = minutes_of(workshop(), decided())
    rows = table(section(text, "Decisions"))
    assert [(row[3], row[4]) for row in rows] == [
        ("Accepted\n2026-03-12", "why accepted"), ("To do\n2026-03-12", "why to-do"), ("Dismissed\n2026-03-12", "why dismissed"),
        ("Kept, for a reason", "Law: it is required. L. 114-5")]
    assert [row[0] for row in rows][2:] == ["—", "—"]
    agreed = section(text, "Friction points agreed on")
    assert [row[2] for row in table(agreed)] == ["2. Répond", "1. Demande"]
    left = [block for block in agreed if isinstance(block, ListBlock)]
    assert [item.partition(". ")[2] for block in left for item in block.items] == ["Double saisie: 1. Demande"]


def test_an_empty_workshop_is_said_in_words() -> None:
    text = minutes_of(document([]), assess(document([])))
    told = [block.text for block in text.blocks if isinstance(block, ParagraphBlock)]
    for sentence in ("Nothing has been decided about a friction point yet.", "No dots were given.", "No notes were written.",
                     "No note and no decision stands at a step.", "No question was noted.", "No friction point has been agreed on yet."):
        assert sentence in told


def test_minutes_of_a_part_say_that_they_are_an_extract() -> None:
    made = load(APA).document
    job = make_job(made, assess(made), "en", {}, None, ContentChoice(phases=("attendre",)))
    told = [block.text for block in make_minutes(job).blocks if isinstance(block, ParagraphBlock)]
    assert any(text.startswith("An extract: ") for text in told)


def test_there_is_room_to_complete_and_to_sign() -> None:
    text = minutes_of(workshop())
    about = table(section(text, "About the workshop"))
    empty = [row[0] for row in about if not row[1]]
    assert empty == ["Date of the workshop", "Place", "Facilitated by", "Those present", "Excused", "Minutes taken by"]
    assert ["Names on the notes", "Ana"] in about
    for heading, rows in (("Next steps", NEXT_STEPS), ("Signatures", SIGNATURES)):
        empty_table = next(block for block in section(text, heading) if isinstance(block, TableBlock))
        assert len(empty_table.rows) == rows
        assert not any(line.rest for row in empty_table.rows for cell in row for line in cell)
        assert empty_table.least_height >= 9
    for block in text.blocks:
        if isinstance(block, TableBlock):
            assert sum(block.widths) == pytest.approx(1)
            assert {len(row) for row in block.rows} <= {len(block.heads)} == {len(block.widths)}


@pytest.mark.parametrize("path", mostly_deep(EXAMPLES, ids=lambda path: path.name))
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_both_word_processors_get_the_same_text(path: Path, form: str) -> None:
    made = load(path).document
    job = ExportJob(made, assess(made), "fr", {"format": form})
    content, text = MINUTES.export(job), make_minutes(job)
    assert content == MINUTES.export(job)
    assert MINUTES.suffix({"format": form}) == f".{form}"
    headings = [block.text for block in text.blocks if isinstance(block, HeadingBlock)]
    if form == "docx":
        opened = docx.Document(io.BytesIO(content))
        section = opened.sections[0]
        assert (section.page_width or 0) < (section.page_height or 0)
        assert [each.text for each in opened.paragraphs if each.style and str(each.style.name).startswith(("Title", "Heading"))] == headings
        assert len(opened.tables) == sum(isinstance(block, TableBlock) for block in text.blocks)
    else:
        assert [each.text for each in Document(io.BytesIO(content)).body.headers] == headings


def test_the_minutes_conform_to_opendocument() -> None:
    made = load(APA).document
    assert faults(MINUTES.export(ExportJob(made, assess(made), "fr", {"format": "odt"}))) == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_libreoffice_reads_every_note(form: str, tmp_path: Path) -> None:
    made = load(APA).document
    file = tmp_path / f"minutes.{form}"
    file.write_bytes(MINUTES.export(ExportJob(made, assess(made), "fr", {"format": form})))
    flat = " ".join(convert(file, "txt:Text (encoded):UTF8").decode("utf-8-sig").split())
    for note in made.head.notes:
        assert (" ".join(note.text.split()) in flat) is not note.private
    assert " .1" not in flat
    assert not flat.startswith("."), "headings bear no numbers of LibreOffice’s own"
