"""Tables of post-its: which column holds what is guessed or chosen, and nothing is left out without a word."""

from __future__ import annotations

import io

import openpyxl
import pytest

from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Cell, NoteKind
from visavis.blueprint.model.validation import problems
from visavis.blueprint.registry import find_losses, importers_of, initial_values, plugins
from visavis.exporters.importers.postits.column_mapping import propose_mapping
from visavis.exporters.importers.postits.note_kinds import kind_named
from visavis.exporters.importers.postits.postit_importer import POSTITS

MURAL = (b'ID,Text,BG Color,Position X,Area,Last Updated By\r\n1,"Trop long,\non attend",#FCB6D4,12,Demander,Ana\r\n'
         b"2,'=1+1,#FFF59D,3,Attendre,Ben\r\n3,Merci,#86E6A0,4,,\r\n4,Bof,weird,4,Attendre,\r\n,,,,Attendre,\r\n")
KLAXOON = "Idée;Catégorie;Auteur;Couloir;Likes\nTrop de papiers;Irritant;Ana;Usager;3\nUn SMS;Idées;Ben;Accueil CCAS;1\n".encode("cp1252")


def read(content: bytes, **options: str) -> BlueprintDocument:
    document = POSTITS.read(content, {**initial_values(POSTITS.options, "fr"), **options})
    assert not list(problems(document))
    return document


def told(content: bytes, **options: str) -> list[str]:
    options = {**initial_values(POSTITS.options, "fr"), **options}
    return [" ".join(translator("en")(each).split()) for each in find_losses(POSTITS, content, options)]


def test_a_board_becomes_notes_in_their_places_with_kinds_and_authors() -> None:
    document = read(MURAL)
    assert [phase.name for phase in document.head.phases] == ["Demander", "Attendre"]
    first, second, third, last = document.head.notes
    assert (first.text, first.kind, first.author) == ("Trop long,\non attend", NoteKind.PAIN, "Ana")
    assert isinstance(first.at, Cell)
    assert first.at.phase == "demander"
    assert (second.text, second.kind) == ("=1+1", NoteKind.IDEA)
    assert (third.at, third.kind, third.author) == (None, NoteKind.PRAISE, None)
    assert last.kind is NoteKind.IDEA
    assert told(MURAL) == [
        "nothing was taken of the columns “ID” and “Position X”", "“#FCB6D4” is read as Pain point (1 note)",
        "“#FFF59D” is read as Idea (1 note)", "“#86E6A0” is read as Praise (1 note)",
        "“weird” is no kind of note that is known; 1 note is read as Idea"]


def test_a_lane_is_the_one_of_its_name_or_side_else_a_new_one() -> None:
    document = read(KLAXOON)
    kinds = {lane.id: (lane.name, str(lane.kind)) for lane in document.head.lanes}
    places = [note.at for note in document.head.notes]
    assert [kinds[at.lane] for at in places if isinstance(at, Cell)] == [("Usager", "citizen"), ("Accueil CCAS", "frontstage")]
    assert told(KLAXOON) == [
        "nothing was taken of the columns “Likes”", "“Irritant” is read as Pain point (1 note)", "“Idées” is read as Idea (1 note)",
        "the lane “Accueil CCAS” is new; it was put on the agents’ side"]


@pytest.mark.parametrize(("language", "lane"), [("fr", ("Support", "frontstage")), ("en", ("Support", "support"))])
def test_a_lane_called_support_is_the_one_that_supports_in_english_alone(language: str, lane: tuple[str, str]) -> None:
    content = b"Texte,Couloir\nA,Support\n"
    document = read(content, language=language, lane="Couloir")
    [note] = document.head.notes
    assert isinstance(note.at, Cell)
    found = document.lane_by_id[note.at.lane]
    assert (found.name, str(found.kind)) == lane
    assert ("is new" in "".join(told(content, language=language, lane="Couloir"))) is (language == "fr")


def test_post_its_may_become_steps_with_short_titles() -> None:
    long = "Vient au guichet de la mairie avec tous ses papiers, attend une heure, et repart sans réponse"
    document = read(f"Note\tColonne\n{long}\tAvant\nAttend\tAvant\nReçoit\tAprès\n".encode(), **{"as": "steps"})
    assert [(step.title, step.column, step.phase) for step in document.steps][1:] == [("Attend", 1, "avant"), ("Reçoit", 0, "apres")]
    assert len(document.steps[0].title) <= 80
    assert document.steps[0].detail == long
    assert told(MURAL, **{"as": "steps"})[-1] == "steps have no kind of note and no author; both were left out"


def test_columns_are_chosen_by_heading_by_number_or_not_at_all() -> None:
    content = b"A;B;C\nx;un texte bien plus long;Rouge\ny;un autre texte;Vert\n"
    table = propose_mapping(content)
    assert (dict(table.roles), [column.heading for column in table.columns]) == ({"text": 1}, ["", "", ""])
    assert len(table.rows) == 3, "no word of the first row is a heading: it is a note, too"
    chosen = propose_mapping(MURAL, {"text": "BG Color", "kind": "2", "phase": "-"})
    assert dict(chosen.roles) == {"text": 2, "kind": 1, "author": 5}
    assert [column.heading for column in chosen.unmapped] == ["ID", "Position X", "Area"]
    assert chosen.columns[1].examples[0] == "Trop long, on attend"
    with pytest.raises(BlueprintError) as refused:
        propose_mapping(MURAL, {"text": "Contenu"})
    assert translator("en")(refused.value.message).startswith("there is no column “Contenu”; there are “ID”, “Text”")


def test_one_column_without_a_heading_is_one_of_notes_and_workbooks_are_read() -> None:
    assert [note.text for note in read("Trop long\nMerci\n".encode("utf-16")).head.notes] == ["Trop long", "Merci"]
    book = openpyxl.Workbook()
    for row in (["Texte", "Couleur"], ["Trop long", "jaune clair"], ["Pourquoi ?", "light_blue"]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    assert [note.kind for note in read(target.getvalue()).head.notes] == [NoteKind.IDEA, NoteKind.QUESTION]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"Text;Color\n", b"\0\0"], ids=["nothing", "blank", "headings", "zeros"])
def test_a_file_without_notes_is_refused(content: bytes) -> None:
    with pytest.raises(BlueprintError, match=r"no note in this file|not text"):
        read(content)


def test_hostile_notes_are_plain_text() -> None:
    words = ["=cmd|' /C calc'!A0", "</script>", "%%{", "x" * 400, "😀", "\u202eabc", "שלום", "a\x07b"]
    document = read(("Text\n" + "\n".join(words)).encode())
    assert [note.text for note in document.head.notes] == [*words[:5], "abc", "שלום", "ab"]


@pytest.mark.parametrize(("name", "kind"), [
    ("Point positif", NoteKind.PRAISE), ("Pain points", NoteKind.PAIN), ("dark red", NoteKind.PAIN), ("#808080", None), ("#2D9BF0", NoteKind.QUESTION),
    ("verbatim", NoteKind.QUOTE), ("", None), ("red green", None)])
def test_what_a_colour_or_a_category_means(name: str, kind: NoteKind | None) -> None:
    assert kind_named(name) is kind


def test_tables_of_post_its_have_an_ending_of_their_own() -> None:
    known = plugins().importers.values()
    assert [one.name for one in importers_of("atelier.postits.csv", known)] == ["postits"]
    assert [one.name for one in importers_of("atelier.csv", known)] == ["csv"]
