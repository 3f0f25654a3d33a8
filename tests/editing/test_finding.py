"""Finding and replacing: what counts as found, where, and that replacing is one undo step and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing import builders
from tests.need import need
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.find_replace import Query, find, find_occurrences, replace_matches

DOCUMENT = builders.document()
RECORD = ("version", "date", "authors", "organisation", "sources", "contact", "appeal")


@pytest.mark.parametrize(("text", "query", "found"), [
    ("Démarche, DÉMARCHE, demarche", Query("demarche"), ["Démarche", "DÉMARCHE", "demarche"]),
    ("Démarche, DÉMARCHE, demarche", Query("Démarche", case=True), ["Démarche"]),
    ("Appelle rappelle appel", Query("appel", whole=True), ["appel"]),
    ("aaa", Query("aa"), ["aa"]),
    ("e\u0301tape et étape", Query("etape"), ["e\u0301tape", "étape"]),
    ("Œuvre œuvre", Query("œuvre"), ["Œuvre", "œuvre"]),
    ("Straße", Query("strasse"), ["Straße"]),
    ("ﬁn", Query("fin"), ["ﬁn"]),
    ("(a+)+$", Query("(a+)+$"), ["(a+)+$"]),
    ("🙂 ok", Query("🙂"), ["🙂"]),
    ("abc", Query(""), []),
    ("abc", Query("\u0301"), []),
])
def test_what_is_found_in_a_text(text: str, query: Query, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_occurrences(text, query)] == found


def test_everything_that_authors_write_is_searched() -> None:
    document = builders.document(head={
        "title": "mot", "summary": "mot", "service": {"authority": "mot", "life_event": "mot", "legal_basis": "mot"},
        "record": dict.fromkeys(RECORD, "mot"), "personas": [{"id": "p", "name": "mot", "story": "mot", "weight": 1}],
        "phases": [{"id": "avant", "name": "mot"}, {"id": "apres", "name": "mot"}],
        "items": [{"id": "facture", "name": "mot", "purpose": "mot", "kind": "document"}],
        "notes": [{"id": "n1", "at": "ask", "kind": "pain", "text": "mot"}], "avoid": [{"id": "v1", "text": "mot"}],
        "channels": [{"id": "borne", "name": "mot"}], "actors": [{"id": "usager", "name": "mot", "side": "citizen"},
                                                                 {"id": "agent", "name": "A", "side": "agent"},
                                                                 {"id": "registre", "name": "R", "side": "system"}]},
        steps=[{**builders.STEPS[0], "title": "mot", "detail": "un mot", "system": "mot", "unit": "mot",
                 "plain": "mot"}], flows=[])
    where = {(match.group, match.field) for match in find(document, Query("mot"))}
    assert where == {("head", "title"), ("head", "summary"), ("personas", "name"), ("personas", "story"),
                     ("phases", "name"), ("items", "name"), ("items", "purpose"), ("notes", "text"), ("avoid", "text"),
                     ("channels", "name"), ("actors", "name"), ("steps", "title"), ("steps", "detail"),
                     ("steps", "system"), ("steps", "unit"), ("steps", "plain"), ("service", "authority"),
                     ("service", "life_event"), ("service", "legal_basis"), *(("record", field) for field in RECORD)}


@pytest.mark.parametrize(("group", "field"), [("service", "authority"), ("record", "contact")])
def test_what_there_is_one_of_is_replaced_too(group: str, field: str) -> None:
    session = EditSession(builders.document(head={group: {field: "un mot"}}))
    session.do(need(replace_matches(find(session.document, Query("mot")), "nom")))
    assert getattr(session.document.head, group).to_json() == {field: "un nom"}


def test_replacing_is_one_undo_step() -> None:
    session = builders.session()
    before = session.document
    matches = find(before, Query("e"))
    session.do(need(replace_matches(matches, "É")))
    assert find(session.document, Query("e", case=True)) == ()
    assert session.document.step_by_id["ask"].title == "DÉmandÉ"
    session.undo()
    assert session.document == before
    assert replace_matches((), "x") is None


@given(st.text("aàAé b.\u0301", max_size=12), st.text("aàAé b.", min_size=1, max_size=3), st.booleans(), st.booleans())
def test_matches_stand_apart_and_are_what_was_looked_for(text: str, wanted: str, case: bool, whole: bool) -> None:
    query = Query(wanted, case, whole)
    last = 0
    for start, end in find_occurrences(text, query):
        assert last <= start < end <= len(text)
        last = end
        assert list(find_occurrences(text[start:end], Query(wanted, case)))
