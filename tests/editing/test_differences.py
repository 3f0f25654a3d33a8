"""Differences between two states: complete, none where nothing is said otherwise, and in words whatever was typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editing import builders
from tests.editing.intents import MAKERS
from tests.profiles import IS_DEEP
from tests.work import count_calls
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import EditHead
from visavis.blueprint.editing.conflict_words import ConflictWords
from visavis.blueprint.editing.difference_words import DifferenceWords, count_differences
from visavis.blueprint.editing.differences import Difference, DifferenceKind, find_differences, rows_of
from visavis.blueprint.editing.field_words import LONGEST_VALUE
from visavis.blueprint.editing.merge import merge
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import decode, encode
from visavis.blueprint.storage.codec import decode_data

BASE = builders.document()
SOME = settings(max_examples=80 if IS_DEEP else 20)


def edit(data: Any, seed: int) -> BlueprintDocument:
    session = EditSession(BASE, identifiers=Identifiers(seed))
    for name in data.draw(st.lists(st.sampled_from(sorted(MAKERS)), min_size=1, max_size=5)):
        try:
            session.do(MAKERS[name](data.draw, session.document))
        except Refused:
            continue
    return session.document


@SOME
@given(st.data())
def test_differences_hold_all_that_is_needed_to_go_from_one_to_the_other(data: Any) -> None:
    after = edit(data, 1)
    found = find_differences(BASE, after)
    rows = rows_of(BASE)
    for one in found:
        if one.change is DifferenceKind.DELETED:
            del rows[one.kind][one.id]
        elif one.after is not None and one.id:
            rows[one.kind][one.id] = one.after
    assert {kind: meaning(each) for kind, each in rows.items()} == {
        kind: meaning(each) for kind, each in rows_of(after).items()}
    assert find_differences(after, after) == ()
    assert (find_differences(BASE, decode(encode(after))) == found)


def meaning(rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows without what says nothing: a default that was written."""
    def clean(value: Any) -> Any:
        return {key: clean(part) for key, part in value.items() if clean(part) not in (None, False, "", [], {})} if isinstance(
            value, dict) else value
    return {name: clean(row) for name, row in rows.items()}


@SOME
@given(st.data())
def test_every_difference_and_conflict_has_one_line_in_both_languages(data: Any) -> None:
    mine, theirs = edit(data, 1), edit(data, 2)
    for language in ("en", "fr"):
        tr = translator(language)
        words = DifferenceWords(mine, theirs, tr)
        for one in find_differences(mine, theirs):
            told = words.tell(one)
            assert told.heading
            assert len(told.fields) == len(one.fields)
            assert all(len(line) < 4 * LONGEST_VALUE for line in told.fields), told
        conflicts = merge(BASE, mine, theirs).conflicts
        sentences = [ConflictWords(BASE, mine, theirs, tr).tell(one) for one in conflicts]
        assert all(sentences)



@pytest.mark.parametrize(("before", "after"), [
    ({"title": "a"}, {"title": "a", "detail": "", "hidden": False, "asks": []}), ({"fails": None}, {}),
])
def test_a_default_that_is_written_is_no_difference(before: dict[str, Any], after: dict[str, Any]) -> None:
    def made(fields: dict[str, Any]) -> BlueprintDocument:
        return builders.document(steps=[{"id": "s", "lane": "vous", "phase": "avant", **fields}], flows=[],
                                 head={"notes": [], "avoid": [], "waivers": []})
    assert find_differences(made(before), made(after)) == ()


def test_a_long_text_is_shown_where_it_differs() -> None:
    text = "Le parcours d’une personne âgée qui demande une aide, tel que le vivent ses proches, " * 6
    session = EditSession(builders.document(head={"summary": text + "aujourd’hui."}))
    session.do(EditHead(summary=text + "demain."))
    (one,) = find_differences(builders.document(head={"summary": text + "aujourd’hui."}), session.document)
    (line,) = DifferenceWords(BASE, session.document, translator("fr")).tell(one).fields
    assert "proches, aujourd’hui." in line
    assert "proches, demain." in line
    assert len(line) < 250


HOSTILE = ["x" * 400, "🙂" * 50, "مرحبا بالعالم", "=1+1", "</script><script>", "%%{init}%%", "{name} {0}", "a\tb\nc", ""]


def test_what_is_typed_is_shown_on_one_line() -> None:
    steps = [{"id": f"s{number}", "title": title, "lane": "vous", "phase": "avant", "detail": title}
             for number, title in enumerate(HOSTILE)]
    empty: dict[str, Any] = {"notes": [], "avoid": [], "waivers": []}
    before = builders.document(steps=[], flows=[], head=empty)
    after = builders.document(steps=steps, flows=[{"source": "s0", "target": "s1", "key": "f", "label": HOSTILE[6]}], head=empty)
    for pair in ((before, after), (after, before)):
        words = DifferenceWords(*pair, translator("fr"))
        for one in find_differences(*pair):
            assert "\n" not in words.tell(one).sentence


def big(titles: str, count: int) -> BlueprintDocument:
    steps = [{"id": f"s{number}", "title": f"{titles} {number}", "lane": "vous", "phase": "avant", "column": number}
             for number in range(count)]
    flows = [{"source": f"s{number}", "target": f"s{number + 1}", "key": f"f{number}"} for number in range(count - 1)]
    head = {**builders.HEAD, "notes": [], "avoid": [], "waivers": []}
    return decode_data({"directed": True, "multigraph": True, "graph": head, "nodes": steps, "edges": flows})


def test_ten_times_the_steps_are_ten_times_the_work_to_compare_and_to_merge() -> None:
    def calls(count: int) -> int:
        base, mine, theirs = (big(titles, count) for titles in "abc")

        def work() -> None:
            found = find_differences(base, mine)
            words = DifferenceWords(base, mine, translator("fr"))
            assert len([words.tell(one).sentence for one in found]) == count
            merged = merge(base, mine, theirs)
            told = ConflictWords(base, mine, theirs, translator("fr"))
            assert len({told.tell(one) for one in merged.conflicts}) == count
            assert merged.document == mine

        return count_calls(work)

    calls(10)
    assert calls(1000) < 15 * calls(100)


def test_the_count_agrees() -> None:
    found = [Difference("step", "a", DifferenceKind.ADDED), Difference("step", "b", DifferenceKind.MOVED),
             Difference("step", "c", DifferenceKind.CHANGED)]
    assert count_differences(found, translator("en")) == "1 addition, 2 changes"
    assert count_differences([], translator("fr")) == "aucune différence"
