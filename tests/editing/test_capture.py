"""Quick tokens in titles: what is understood, what stays, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing import builders
from visavis.blueprint.editing import TokenKind, escape_title, read_note, read_typed_step
from visavis.blueprint.editing.commands.captured_steps import retitle_step
from visavis.blueprint.model import Item

DOCUMENT = builders.document(head={"items": [
    {"id": "facture", "name": "Facture", "kind": "document"},
    {"id": "avis-impot", "name": "Avis d’imposition", "kind": "document"},
    {"id": "avis-caf", "name": "Avis de la CAF", "kind": "document"},
]})


@pytest.mark.parametrize(("typed", "title", "fields"), [
    ("Appelle !20min @tel ~30j", "Appelle", {"work": "PT20M", "channel": "phone", "wait": "P30D"}),
    ("!1h10 @gui Vient", "Vient", {"work": "PT1H10M", "channel": "counter"}),
    ("Attend ~1 h 10 puis part", "Attend puis part", {"wait": "PT1H10M"}),
    ("Attend ~2 semaines", "Attend", {"wait": "P2W"}),
    ("Waits ~2 weeks @online", "Waits", {"wait": "P2W", "channel": "web"}),
    ("Lit !2,5 h", "Lit", {"work": "PT2H30M"}),
    ("Lit !3–5–12 min", "Lit", {"work": {"min": "PT3M", "mode": "PT5M", "max": "PT12M"}}),
    ("Vient @guichet, puis attend.", "Vient, puis attend.", {"channel": "counter"}),
    ("Écrit @mail@x", "Écrit @mail@x", {}),
    ("Écrit à a@b.fr !", "Écrit à a@b.fr !", {}),
    ("Prend le n°3 #1", "Prend le n°3 #1", {}),
    ("Passe @borne", "Passe", {"channel": "borne"}),
    ("Dit !20min !5min", "Dit !20min", {"work": "PT5M"}),
    ("Dit !5min !5min", "Dit", {"work": "PT5M"}),
    ("\\@tel ne bouge pas", "@tel ne bouge pas", {}),
    ("@TÉLÉPHONE Appelle", "Appelle", {"channel": "phone"}),
    ("Appelle @en ligne puis attend", "Appelle puis attend", {"channel": "web"}),
    ("Demande @coffre numérique.", "Demande.", {"channel": "digital-safe"}),
    ("Vient @guichet du centre", "Vient du centre", {"channel": "counter"}),
    ("", "", {}),
])
def test_tokens_become_fields(typed: str, title: str, fields: dict[str, object]) -> None:
    spoken = read_typed_step(typed, DOCUMENT)
    assert (spoken.title, dict(spoken.fields)) == (title, fields)


@pytest.mark.parametrize("typed", ["@toto", "@vi", "!12 à 3 min"])
def test_what_is_not_understood_stays_in_the_title_and_is_told(typed: str) -> None:
    spoken = read_typed_step(f"Appelle {typed}", DOCUMENT)
    assert spoken.title == f"Appelle {typed}"
    assert [token.kind for token in spoken.tokens] == [TokenKind.UNKNOWN]


def test_items_are_found_by_the_beginning_of_their_names_and_made_when_there_is_none() -> None:
    spoken = read_typed_step("Envoie #fact #avis-d-imp #«Relevé d’identité» #rib-du-compte #RIB-du-compte", DOCUMENT)
    assert spoken.title == "Envoie"
    assert spoken.named == ("facture", "avis-impot", "releve-didentite", "rib-du-compte")
    assert spoken.items == (("releve-didentite", "Relevé d’identité"), ("rib-du-compte", "Rib du compte"))


@pytest.mark.parametrize(("typed", "title", "named"), [
    ("Envoie #avis d’imposition !5min", "Envoie", ["avis-impot"]),
    ("Envoie #Avis de la CAF, puis attend", "Envoie, puis attend", ["avis-caf"]),
    ("Envoie #avis de la CAF et #facture du gaz", "Envoie et du gaz", ["avis-caf", "facture"]),
    ("Envoie #avis  d'imposition", "Envoie", ["avis-impot"]),
    ("Envoie #avis, de la CAF", "Envoie, de la CAF", ["avis"]),
    ("Envoie #avis de la mairie", "Envoie de la mairie", ["avis"]),
    ("Envoie #avis de", "Envoie de", ["avis"]),
])
def test_the_whole_name_of_a_known_item_needs_no_quotes(typed: str, title: str, named: list[str]) -> None:
    spoken = read_typed_step(typed, DOCUMENT)
    assert (spoken.title, list(spoken.named)) == (title, named)


def test_a_sign_inside_a_known_name_is_no_token_of_its_own() -> None:
    known = builders.document(head={"items": [{"id": "facture", "name": "Facture", "kind": "document"},
                                              {"id": "plan", "name": "Plan @tel du site", "kind": "document"}]})
    spoken = read_typed_step("Envoie #plan @tel du site !5min", known)
    assert (spoken.title, spoken.named, dict(spoken.fields)) == ("Envoie", ("plan",), {"work": "PT5M"})


def test_an_ambiguous_item_is_a_new_one() -> None:
    assert read_typed_step("Envoie #avis", DOCUMENT).items == (("avis", "Avis"),)


def test_a_citizen_gives_what_an_agent_asks_for() -> None:
    session = builders.session()
    document = session.document
    for name, field in (("again", "gives"), ("check", "asks")):
        step = document.step_by_id[name]
        session.do(retitle_step(step, document.lane_of(step), read_typed_step("Dit #bulletin", session.document)))
        assert "bulletin" in getattr(session.document.step_by_id[name], field)
    assert session.document.step_by_id["check"].asks == ("facture", "bulletin")
    assert session.document.item_by_id["bulletin"] == Item(id="bulletin", name="Bulletin", kind="document")
    session.undo()
    session.undo()
    assert session.document == document


@pytest.mark.parametrize(("typed", "kind", "text"), [
    ("- Trop long", "pain", "Trop long"), ("+Bien", "praise", "Bien"), ("* Rappeler", "idea", "Rappeler"),
    ("? Pourquoi", "question", "Pourquoi"), ("« On m’a dit non »", "quote", "On m’a dit non"), ("= Nuit", "insight", "Nuit"),
    ("Rien", None, "Rien"), ("", None, "")])
def test_a_sign_before_a_note_tells_its_kind(typed: str, kind: str | None, text: str) -> None:
    assert read_note(typed) == (kind, text)


WORDS = st.lists(st.sampled_from(["Appelle", "!20min", "\\", "\\!3h", "\\\\@tel", "#rib", "~3j", "@", "!", "#", "«", "é", ",", "a@b"]),
                 max_size=6).map(" ".join)


@given(WORDS | st.text(max_size=20))
def test_a_title_that_is_written_again_is_the_same(title: str) -> None:
    plain = " ".join(title.split())
    spoken = read_typed_step(escape_title(plain), DOCUMENT)
    assert spoken.title == plain
    assert not spoken.fields
    assert not spoken.named


@given(WORDS | st.text(max_size=40))
def test_whatever_is_typed_is_read(text: str) -> None:
    spoken = read_typed_step(text, DOCUMENT)
    assert set(spoken.fields) <= {"work", "wait", "channel"}
    assert set(dict(spoken.items)) <= set(spoken.named)
