"""What became of things between two states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.documents import blueprint_of
from tests.need import need
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNextStep, EditStep
from visavis.blueprint.model.identity_diff import ID, diff_by_identity


def test_steps_that_came_went_or_changed_are_told() -> None:
    session = EditSession(blueprint_of(10), identifiers=Identifiers(1))
    before = session.document
    assert diff_by_identity(before.steps, before.steps, ID) == []
    session.do(EditStep("s3", title="Autre"))
    assert [(need(one).id, need(other).title) for one, other in diff_by_identity(before.steps, session.document.steps, ID)] == [("s3", "Autre")]
    session.do(AddNextStep("s3", "Suite"))
    pairs = diff_by_identity(before.steps, session.document.steps, ID)
    assert [need(other).title for one, other in pairs if one is None] == ["Suite"]
    back = diff_by_identity(session.document.steps, before.steps, ID)
    assert [need(one).title for one, other in back if other is None] == ["Suite"]


class Thing:
    def __init__(self, name: str) -> None:
        self.name = name


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True),
       st.sets(st.sampled_from("abcdefgh")))
def test_every_difference_is_told_once(old: list[str], new: list[str], renewed: set[str]) -> None:
    things = {name: Thing(name) for name in "abcdefgh"}
    before = [things[name] for name in old]
    after = [Thing(name) if name in renewed else things[name] for name in new]
    told = {(one.name if one else None, other.name if other else None)
            for one, other in diff_by_identity(before, after, lambda thing: thing.name)}
    changed = {(name, name) for name in set(old) & set(new) & renewed}
    assert told == changed | {(name, None) for name in set(old) - set(new)} | {(None, name) for name in set(new) - set(old)}
