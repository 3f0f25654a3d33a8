"""The import of a list or a table of steps: what a text file holds, and what it leaves open."""

from __future__ import annotations

import codecs

import pytest

from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LaneKind
from visavis.blueprint.registry import find_losses, initial_values
from visavis.exporters.importers.listing import LISTING, decode_text


def read(text: str | bytes, **options: str) -> BlueprintDocument:
    content = text.encode("utf-8") if isinstance(text, str) else text
    return LISTING.read(content, {**initial_values(LISTING.options, "fr"), **options})


def refusal(text: str | bytes, **options: str) -> str:
    with pytest.raises(BlueprintError) as refused:
        read(text, **options)
    return translator("en")(refused.value.message)


@pytest.mark.parametrize("content", [
    "Élève".encode(), codecs.BOM_UTF8 + "Élève".encode(), "Élève".encode("utf-16"), "Élève".encode("cp1252"),
    codecs.BOM_UTF16_BE + "Élève".encode("utf-16-be"),
])
def test_every_usual_encoding_is_read(content: bytes) -> None:
    assert decode_text(content) == "Élève"
    assert [step.title for step in read(content).steps] == ["Élève"]


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0\0\x10JFIF", b"\0", b"PK\x03\x04\0\0"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert "not text" in refusal(content)


def test_a_list_stands_on_the_sides_that_its_marks_say() -> None:
    document = read("1. Vient\n  > Accueille\n  >> Instruit\n  >>> Archive\n2. Repart\n")
    assert [(step.title, document.lane_by_id[step.lane].kind) for step in document.steps] == [
        ("Vient", LaneKind.CITIZEN), ("Accueille", LaneKind.FRONTSTAGE), ("Instruit", LaneKind.BACKSTAGE),
        ("Archive", LaneKind.SUPPORT), ("Repart", LaneKind.CITIZEN)]
    assert len(document.flows) == 4


def test_phases_are_those_of_the_text_or_those_of_the_template() -> None:
    assert [phase.name for phase in read("# Un\nVient\n# Deux\n# Trois\nPart").head.phases] == ["Un", "Trois"]
    assert len(read("Vient").head.phases) == 3
    first = read("Vient\n# Deux\nPart").head.phases
    assert [phase.name for phase in first][1:] == ["Deux"]


def test_the_title_and_the_language_are_asked() -> None:
    document = read("Comes", title="  The \n aid ", language="en")
    assert (document.head.title, document.head.language) == ("The aid", "en")
    assert read("Vient").head.title == ""


TABLE = "Étape\tQui\tDurée\nVient\tUsager\t5\nVérifie\tInstructrice\t2\nRange\t\t1\n"


@pytest.mark.parametrize(("unit", "work"), [
    ("min", ["PT5M", "PT2M", "PT1M"]), ("h", ["PT5H", "PT2H", "PT1H"]), ("text", [None, None, None]),
])
def test_numbers_have_the_unit_that_was_chosen(unit: str, work: list[str | None]) -> None:
    assert "Durée" in refusal(TABLE)
    document = read(TABLE, unit=unit, lanes="support")
    assert [step.work for step in document.steps] == work
    assert unit != "text" or document.steps[0].detail == "5"


def test_who_has_no_lane_gets_one_of_the_kind_that_was_chosen() -> None:
    assert "“Instructrice”" in refusal(TABLE, unit="min")
    document = read(TABLE, unit="min", lanes="backstage")
    (fresh,) = [lane for lane in document.head.lanes if lane.name == "Instructrice"]
    assert fresh.kind is LaneKind.BACKSTAGE
    kinds = [document.lane_by_id[step.lane].kind for step in document.steps]
    assert kinds == [LaneKind.CITIZEN, LaneKind.BACKSTAGE, LaneKind.BACKSTAGE]


def test_rows_that_name_nobody_are_refused_by_what_they_are() -> None:
    assert "the rows that name nobody" in refusal("Étape\tQui\nVient\tUsager\nPart\t\n")


def test_many_names_are_not_all_told() -> None:
    rows = "".join(f"Fait\tService numéro {number}\n" for number in range(40))
    told = refusal(f"Étape\tQui\n{rows}")
    assert "“Service numéro 7”" in told
    assert "“Service numéro 8”" not in told
    assert "…" in told


def test_what_is_not_understood_is_told_in_the_reader_s_words() -> None:
    content = "Étape\tDurée\tCouleur\nVient\tlongtemps\tbleu\n".encode()
    options = initial_values(LISTING.options, "fr")
    told = [translator("fr")(loss) for loss in find_losses(LISTING, content, options)]
    assert len(told) == 2
    assert told[0].startswith("«\u202fCouleur\u202f»\u00a0: ")
    assert told[1].startswith("ligne 2, «\u202flongtemps\u202f»\u00a0: ")
    assert find_losses(LISTING, b"Vient", options) == ()


@pytest.mark.parametrize("text", ["", " \n\t\n", "# Un\n# Deux\n"])
def test_a_text_without_steps_makes_no_blueprint(text: str) -> None:
    assert "there is no step" in refusal(text)


def test_too_long_a_list_is_refused_as_a_whole() -> None:
    assert "2,001" in refusal("Vient\n" * 2001)
