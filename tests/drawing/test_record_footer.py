"""The footer of record: always every fact, in two lines where they fit, and a QR code that says what it holds."""

from __future__ import annotations

from typing import Any

import pytest
import segno

from tests.drawing.apa import apa, apa_analysis
from tests.drawing.builders import analysis, document, finding, step
from tests.drawing.inspection import loose_texts, outside, overlapping_texts, shown_texts
from tests.profiles import EXAMPLES
from visavis.blueprint.drawing import (
    LIGHT,
    DisplayList,
    DrawingContext,
    PageBlock,
    Path,
    Role,
    draw_infographic,
    draw_picture_sheet,
    draw_poster,
)
from visavis.blueprint.drawing.qr_code import coded_text, find_page, qr_path
from visavis.blueprint.drawing.record_footer import foot_block, footer_block, whole_record_block
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.storage import decode
from visavis.blueprint.text.metrics import metrics
from visavis.blueprint.text.wrapping import ELLIPSIS

# The width of A3 landscape in the poster's units, where a unit is 0.62 pt.
A3 = 1841.0
FULL: dict[str, Any] = {"version": "3", "date": "12 mars 2026", "authors": "pôle autonomie",
                        "organisation": "Département", "sources": "entretiens, février 2026",
                        "contact": "Accueil, 01 23 45 67 89 ; www.exemple.fr/apa."}


def context(language: str = "fr") -> DrawingContext:
    return DrawingContext(LIGHT, translator(language), metrics())


def recorded(record: dict[str, Any] | None = FULL, **head: Any) -> BlueprintDocument:
    steps = [step("u", work="PT5M", basis="measured"), step("v", column=1, work="PT5M", basis="assumed")]
    return document(steps, **{"record": record or {}, "service": {"legal_basis": "CASF, art. L. 232-1"},
                              "personas": (Persona(id="a", name="Mme Roux"), Persona(id="b", name="M. Diallo")),
                              **head})


def lines(block: PageBlock) -> list[str]:
    return next(shown_texts(group) for group in block.groups if group.id == "footer")


def faults(block: PageBlock) -> list[str]:
    drawing = DisplayList(block.width, block.height, block.groups)
    return loose_texts(drawing) + outside(drawing) + overlapping_texts(drawing)


def test_a_footer_says_every_fact_of_the_record() -> None:
    block = footer_block(context(), recorded(), 1200.0, 2, 3)
    text = " ".join(lines(block))
    for fact in ("Version 3", "12 mars 2026", "pôle autonomie", "Département",
                 "en moyenne pour Mme Roux et M. Diallo", "50\u202f% mesurés et 50\u202f% supposés",
                 "entretiens, février 2026", "CASF, art. L. 232-1", "Page\u00a0: exemple.fr/apa",
                 "Vis-à-vis · page 2/3"):
        assert fact in text
    assert faults(block) == []


def test_no_break_spaces_stay_and_lines_become_one() -> None:
    text = "Droit\u202f: code,\n  art.\u00a0L.\u00a0232\u202f; service-public.fr"
    whole = next(group.description for group in footer_block(context(), recorded({"sources": text}), 900.0, 1, 1).groups)
    assert "Droit\u202f: code, art.\u00a0L.\u00a0232\u202f; service-public.fr" in whole


@pytest.mark.parametrize(("language", "missing"), [("fr", "\u00a0: non renseigné"), ("en", ": not given")])
def test_what_nobody_gave_is_said_to_be_missing(language: str, missing: str) -> None:
    block = footer_block(context(language), document(), 1200.0, 1, 1)
    text = " ".join(lines(block))
    # Version, date, authors, organisation, people averaged, shares, source, legal basis.
    assert text.count(missing) == 8
    assert "essai" in text
    assert faults(block) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_legend_and_record_of_the_examples_are_three_lines_on_a3(path: Any, language: str) -> None:
    made = decode(path.read_bytes())
    block = foot_block(context(language), made, analysis(made, finding("r", made.steps[0].id)), A3, 1, 1)
    assert block.height <= 48.0
    assert faults(block) == []


def test_the_height_of_a_foot_does_not_depend_on_its_number() -> None:
    # A caption that is narrower than the number, so that it is the number that would take room from the record.
    made = recorded({**FULL, "sources": "Entretiens et chronométrages. " * 20, "contact": "www.a.fr"})
    for width in range(700, int(A3), 31):
        heights = {foot_block(context(), made, None, width, *number).height for number in ((1, 1), (9, 12), (61, 88))}
        assert len(heights) == 1


def test_long_texts_are_cut_and_what_counts_never_is() -> None:
    long = "Très longue explication de ce qui a été fait " * 20
    made = recorded({"version": "3", "date": "12 mars 2026", "authors": long, "organisation": long, "sources": long})
    bases = ("measured", "estimated", "assumed", None)
    made = made.replace(steps=tuple(step(f"s{place}", column=place, work="PT5M", basis=basis)
                                    for place, basis in enumerate(bases)))
    shares = "25\u202f% mesurés, 25\u202f% estimés, 25\u202f% supposés et 25\u202f% d’origine non précisée"
    for width in (600.0, 1000.0, A3):
        block = footer_block(context(), made, width, 1, 2)
        text = " ".join(lines(block))
        assert text.count(ELLIPSIS) >= 3
        for fact in ("Version 3", "12 mars 2026", shares, "page 1/2"):
            assert fact in text
        whole = next(group.description for group in block.groups if group.id == "footer")
        assert whole.count(long.strip()) == 3
        assert faults(block) == []


@pytest.mark.parametrize(("counts", "told"), [
    ((1, 1, 6, 0), "13\u202f% mesurés, 12\u202f% estimés et 75\u202f% supposés"),
    ((1, 1, 1, 0), "34\u202f% mesurés, 33\u202f% estimés et 33\u202f% supposés"),
    ((1, 299, 0, 0), "0,3\u202f% mesurés et 100\u202f% estimés"),
])
def test_shares_add_up_to_a_hundred_and_none_is_told_as_nothing(counts: tuple[int, ...], told: str) -> None:
    bases = [basis for basis, count in zip(("measured", "estimated", "assumed", None), counts, strict=True)
             for _ in range(count)]
    made = document([step(f"s{place}", column=place, work="PT5M", basis=basis) for place, basis in enumerate(bases)])
    assert told in " ".join(lines(footer_block(context(), made, A3, 1, 1)))


@pytest.mark.parametrize("text", ["👵🏽" * 60, "שלום עולם " * 40, "Donaudampfschifffahrt" * 19, "\x07\u202e<b>&"])
def test_hostile_records_stay_in_their_boxes(text: str) -> None:
    made = recorded(dict.fromkeys(FULL, text), personas=tuple(
        Persona(id=str(number), name=text) for number in range(9)), service={"authority": text, "legal_basis": text})
    for width in (500.0, A3):
        assert faults(foot_block(context(), made, apa_analysis(apa()), width, 1, 1)) == []
        assert faults(whole_record_block(context(), made, width)) == []


def test_an_annex_has_the_record_whole() -> None:
    long = "Très longue explication " * 40
    block = whole_record_block(context(), recorded({**FULL, "sources": long}), 900.0)
    text = " ".join(line for group in block.groups for line in shown_texts(group))
    assert long.strip() in text
    assert ELLIPSIS not in text


@pytest.mark.parametrize(("contact", "page"), [
    ("pour-les-personnes-agees.gouv.fr", "https://pour-les-personnes-agees.gouv.fr"),
    ("Accueil (https://exemple.fr/apa?x=1), 01 23", "https://exemple.fr/apa?x=1"),
    ("http://vieux.example/", "http://vieux.example/"),
    ("www.exemple.fr.", "https://www.exemple.fr"),
    ("aide@exemple.fr", ""), ("12, rue de l'Abbé-Grégoire. Tél. 01 23 45 67 89", ""), ("art. L. 232-1", ""),
    ("https://exemple.fr/" + "a" * 200, ""), ("", ""), ("aide@exemple.fr ou exemple.fr", "https://exemple.fr"),
])
def test_the_page_of_a_contact_is_found(contact: str, page: str) -> None:
    assert find_page(contact) == page


def test_the_code_holds_the_page_or_else_the_blueprint_and_says_which() -> None:
    french = translator("fr")
    page, version = coded_text(recorded()), coded_text(recorded({"version": "3"}))
    assert (page.content, french(page.caption)) == ("https://www.exemple.fr/apa", "Page\u00a0: exemple.fr/apa")
    assert (version.content, french(version.caption)) == ("essai@3", "Blueprint\u00a0: essai@3")
    assert coded_text(recorded(None)).content == "essai"


@pytest.mark.parametrize("text", ["essai@3", "https://www.exemple.fr/apa", "é👵🏽" * 20])
def test_a_code_is_one_path_of_the_modules_of_its_text(text: str) -> None:
    matrix = segno.make(text, error="m", encoding="utf-8", micro=False).matrix
    count = len(matrix)
    path = qr_path(text, 10.0, 20.0, float(count), "#000000")
    dark = set()
    for number in range(0, len(path.segments), 5):
        (_, left, top), (_, right, _), *_ = path.segments[number:number + 5]
        dark |= {(round(float(top)) - 20, column) for column in range(round(float(left)) - 10,
                                                                      round(float(right)) - 10)}
    assert dark == {(row, column) for row in range(count) for column in range(count) if matrix[row][column]}


def test_a_code_is_nine_and_a_half_millimetres_on_a3() -> None:
    block = foot_block(context(), recorded(), None, A3, 1, 1)
    code = next(group for group in block.groups if group.id == "qr-code")
    assert code.bounds.width * 0.62 * 25.4 / 72 == pytest.approx(9.5, abs=0.05)
    assert isinstance(code.primitives[0], Path)
    footer = next(group for group in block.groups if group.id == "footer")
    # Four modules around a code stay light.
    assert code.bounds.x - footer.bounds.right >= 4 * code.bounds.width / 29


def test_each_sheet_has_the_whole_legend_and_the_record() -> None:
    made = apa()
    for pages in (draw_poster(made, apa_analysis(made), translator("fr"), paper="A4", orientation="portrait"),
                  draw_picture_sheet(made, apa_analysis(made), translator("fr"))):
        for number, page in enumerate(pages.sheets, start=1):
            groups = {group.id: group for group in page.drawing.groups}
            assert groups["legend"].description == next(
                group.description for group in pages.pages[0].drawing.groups if group.role is Role.LEGEND)
            assert f"page {number}/{len(pages.sheets)}" in groups["footer"].description


def test_the_infographic_says_its_record_too() -> None:
    pages = draw_infographic(recorded(), analysis(recorded()), translator("fr"))
    groups = {group.id: group for group in pages.pages[-1].drawing.groups}
    assert "Version 3\u00a0· 12 mars 2026" in groups["footer"].description
    assert "qr-code" in groups


def test_a_print_job_says_of_itself_what_its_footer_says() -> None:
    pages = draw_poster(recorded(), None, translator("fr"))
    assert (pages.author, pages.publisher, pages.version, pages.date, pages.source) == (
        "pôle autonomie", "Département", "3", "12 mars 2026", "entretiens, février 2026")
    assert {"essai", "as-is", "Version 3", "CASF, art. L. 232-1"} <= set(pages.keywords)
