"""Any commands in any order: every state is valid, undo leads back to the byte, nothing is half done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.editing.builders import session
from tests.editing.intents import MAKERS
from visavis.blueprint.editing import DocumentChange, EditSession, commands, diff
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.model.validation import problems
from visavis.blueprint.storage import decode, encode


def test_the_machine_knows_every_command() -> None:
    assert sorted(MAKERS) == sorted(dir(commands))


@pytest.mark.parametrize("name", sorted(MAKERS))
@given(data=st.data())
def test_every_command_keeps_the_document_valid_and_can_be_undone(name: str, data: Any) -> None:
    edited = session()
    before = edited.document
    command = MAKERS[name](data.draw, before)
    try:
        changes = edited.do(command)
    except Refused:
        assert edited.document is before
        return
    assert list(problems(edited.document)) == []
    assert encode(decode(encode(edited.document))) == encode(edited.document)
    after = encode(edited.document)
    assert bool(changes) is (after != encode(before))
    if changes:
        edited.undo()
        assert encode(edited.document) == encode(before)
        edited.redo()
        assert encode(edited.document) == after


class Editing(RuleBasedStateMachine):
    """A session, a listener that replays what it is told, and the bytes of what was saved."""

    session: EditSession

    @initialize()
    def open_document(self) -> None:
        self.session = session()
        self.start = encode(self.session.document)
        self.saved = self.start
        self.mirror = self.session.document
        self.told: list[DocumentChange] = []
        self.session.subscribe(self.listen)

    def listen(self, changed: DocumentChange) -> None:
        self.told.append(changed)
        self.mirror = changed.changes.apply(self.mirror)

    @rule(data=st.data(), name=st.sampled_from(sorted(MAKERS)), gesture=st.sampled_from([None, None, "typing"]))
    def edit(self, data: Any, name: str, gesture: str | None) -> None:
        before, revision, count = self.session.document, self.session.revision, len(self.told)
        command = MAKERS[name](data.draw, before)
        refusal = None
        try:
            changes = self.session.do(command, gesture)
        except Refused as reason:
            refusal = str(reason)
        if refusal is not None:
            assert refusal
            assert "\n" not in refusal
            assert self.session.document is before
            assert len(self.told) == count
            return
        after = self.session.document
        assert self.session.revision == revision + bool(changes)
        assert len(self.told) == count + bool(changes)
        assert bool(changes) == (encode(before) != encode(after))
        assert encode(changes.apply(before)) == encode(after)
        assert encode(changes.invert().apply(after)) == encode(before)
        assert changes.invert().invert() == changes

    @precondition(lambda self: self.session.can_undo)
    @rule()
    def undo(self) -> None:
        before = self.session.document
        changes = self.session.undo()
        assert changes is not None
        assert encode(changes.apply(before)) == encode(self.session.document)

    @precondition(lambda self: self.session.can_redo)
    @rule()
    def redo(self) -> None:
        assert self.session.redo_title is not None
        assert self.session.redo()

    @rule()
    def save(self) -> None:
        self.saved = encode(self.session.document)
        self.session.mark_saved()
        assert self.session.is_saved
        assert encode(decode(self.saved)) == self.saved

    @invariant()
    def every_state_is_valid(self) -> None:
        if hasattr(self, "session"):
            assert list(problems(self.session.document)) == []

    @invariant()
    def saved_means_saved(self) -> None:
        if hasattr(self, "session") and self.session.is_saved:
            assert encode(self.session.document) == self.saved

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        while self.session.redo():
            pass
        end = self.session.document
        steps = 0
        while self.session.undo():
            steps += 1
        start = self.session.document
        assert encode(start) == self.start
        for _ in range(steps):
            assert self.session.redo()
        assert not self.session.can_redo
        assert encode(self.session.document) == encode(end)
        assert encode(self.mirror) == encode(end)
        assert encode(diff(start, end).apply(start)) == encode(end)


TestEditing = Editing.TestCase
