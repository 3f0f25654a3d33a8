"""The citizen's page, the DOCX and the web page read aloud: whose step each one is, phase by phase, as in the journey."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pikepdf
import pytest

from tests.exporters.pdf_judges import outline
from tests.profiles import EXAMPLES
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import Group, Role, draw_infographic
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.backends.pdf import pdf
from visavis.exporters.backends.pdf_structure import StructureElement, build_structure
from visavis.exporters.infographic import INFOGRAPHIC
from visavis.exporters.web_page import WEB_PAGE
from visavis.exporters.word_processors import DOCX

NAMES = ("apa-a-domicile", "passeport")
SIDES = {"Usager": Side.CITIZEN, "Agents": Side.AGENT}
# What is read: the number of the phase (from 0), the side that is named, and the words.
Spoken = tuple[int, Side, str]


def opened(name: str) -> tuple[BlueprintDocument, Analysis]:
    made = load(next(path for path in EXAMPLES if path.name == f"{name}.blueprint.json")).document
    return made, assess(made)


def read_page(made: BlueprintDocument, report: Analysis) -> tuple[list[Spoken], list[Spoken]]:
    """Return what the tags of the citizen's page say: its lists, and the rows of its table."""
    translate = translator("fr")
    tree = build_structure(draw_infographic(made, report, translate), made.head.title, translate)
    phases = [phase.name for phase in made.head.phases]
    listed = [(phases.index(section.title), SIDES[turn.title], words)
              for section in tree.parts if section.title in phases
              for turn in section.parts if turn.title in SIDES
              for words in _words(turn) if words not in SIDES]
    (table,) = (part for section in tree.parts for part in section.parts if part.tag == "Table")
    rows = [[cell.actual for cell in row.parts] for row in table.parts[1:]]
    return listed, [(phases.index(row[2]), SIDES[row[1]], row[0]) for row in rows]


def _words(turn: StructureElement) -> Iterator[str]:
    for element in turn.walk():
        if isinstance(element.group, Group):
            yield element.alternative or element.group.description


def read_docx(made: BlueprintDocument, report: Analysis) -> list[Spoken]:
    content = DOCX.export(ExportJob(made, report, "fr"))
    return [(number, side, line) for number, table in enumerate(_phase_tables(content))
            for row in table.rows for column, side in ((0, Side.CITIZEN), (2, Side.AGENT))
            for line in row.cells[column].text.split("\n")]


def _phase_tables(content: bytes) -> list[docx.table.Table]:
    return [table for table in docx.Document(io.BytesIO(content)).tables if table.rows[0].cells[0].text in SIDES]


def read_html(made: BlueprintDocument, report: Analysis) -> list[Spoken]:
    page = WEB_PAGE.export(ExportJob(made, report, "fr", {option.name: option.initial for option in WEB_PAGE.options})).decode()
    tables = [each for each in re.findall(r"<table.*?</table>", page, re.DOTALL) if ">Ce qui se dit</th>" in each]
    return [(number, Side.CITIZEN if whose == "citizen" else Side.AGENT, title)
            for number, table in enumerate(tables)
            for whose, cell in re.findall(r'<td[^>]*class="(citizen|agents)">(.*?)</td>', table, re.DOTALL)
            for title in re.findall(r"<strong>(.*?)</strong>", cell)]


@pytest.mark.parametrize("name", NAMES)
def test_each_step_is_said_with_its_side_everywhere_as_in_the_journey(name: str) -> None:
    made, report = opened(name)
    _, rows = read_page(made, report)
    texts, cells = read_docx(made, report), read_html(made, report)
    order = {phase.id: number for number, phase in enumerate(made.head.phases)}
    for step in made.steps:
        side = made.side_of(step)
        if side not in (Side.CITIZEN, Side.AGENT):
            continue
        number = order[step.phase]
        assert rows.count((number, side, step.plain)) == 1, step.id
        assert [each[:2] for each in texts if each[2].startswith(f"{step.title} (")] == [(number, side)], step.id
        assert cells.count((number, side, step.title.replace("'", "&#x27;"))) == 1, step.id


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_shows_is_read_under_its_phase_and_its_side(name: str) -> None:
    made, report = opened(name)
    listed, rows = read_page(made, report)
    plain = {(number, side): [words for at, whose, words in rows if (at, whose) == (number, side)]
             for number, side, _ in rows}
    assert [number for number, _, _ in listed] == sorted(number for number, _, _ in listed)
    told = [each for each in listed if not each[2].startswith(("Rien à faire", "et "))]
    assert len(told) >= 10
    for number, side, words in told:
        # A line is one step, with how often or with whom; or ways to choose from; or the agents' sentences.
        assert any(step[1:].lower() in words.lower() for step in plain[number, side]), words
        others = plain.get((number, Side.AGENT if side is Side.CITIZEN else Side.CITIZEN), [])
        assert not any(step in words for step in others), words


def test_the_file_has_a_heading_a_side_and_a_list_for_each_phase() -> None:
    made, report = opened("apa-a-domicile")
    with pikepdf.open(io.BytesIO(pdf(draw_infographic(made, report, translator("fr"))))) as file:
        (root,) = file.Root.StructTreeRoot.K
        lines = list(outline(root))
    start = lines.index("  Sect Constituer le dossier")
    assert [line.strip() for line in lines[start + 1:start + 8]] == [
        "H2", "Figure Durée de cette phase\u00a0: 8\u00a0jours.", "Sect Usager", "H3 Usager", "L", "LI", "LBody"]
    assert "    Sect Agents" in lines[start:]
    assert lines.count("      LBody") >= 10, "documents and pitfalls are lists"


def test_documents_to_tick_are_said_without_their_boxes() -> None:
    made, report = opened("apa-a-domicile")
    pages = draw_infographic(made, report, translator("fr"))
    assert all(group.description == group.title for page in pages.pages for group in page.drawing.groups
               if group.role is Role.ITEM)


def test_the_words_beside_a_picture_name_the_side_of_each_line() -> None:
    made, report = opened("passeport")
    lines = INFOGRAPHIC.tell(ExportJob(made, report, "fr", {"paper": "A4"})).splitlines()
    start, end = (lines.index(f"## {made.head.phases[number].name}") for number in (2, 4))
    assert [line for line in lines[start:end] if line.startswith(("-", "##"))] == [
        "## Déposer en mairie",
        "- Usager\u00a0: Au besoin (une fois sur trois)\u00a0: remplir le formulaire cartonné en mairie",
        "- Usager\u00a0: Au besoin (une fois sur six)\u00a0: faire venir toute la famille",
        "- Usager\u00a0: Venir en mairie avec les pièces",
        "- Usager\u00a0: Donner vos empreintes et signer",
        "- Agents\u00a0: Nous vérifions vos pièces. Nous relevons vos empreintes.",
        "## Instruire et fabriquer",
        "- Usager\u00a0: Rien à faire\u00a0: attendre.",
        "- Agents\u00a0: Nous étudions votre demande. Nous recevons le passeport en mairie.",
    ]
