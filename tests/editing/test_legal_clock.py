"""Edits keep the legal clock's references right."""

from __future__ import annotations

import pytest

from blueprint.editing import DuplicateSteps, EditSession, RemoveElements
from blueprint.model import LegalClock
from blueprint.storage.codec import decode_data
from tests.storage.samples import FULL


@pytest.fixture
def session() -> EditSession:
    return EditSession(decode_data(FULL))


def clock(session: EditSession) -> LegalClock | None:
    return session.document.head.service.legal_clock


@pytest.mark.parametrize(("gone", "left"), [
    ("s1", LegalClock(stops="s3", pauses=("s2",))), ("s3", LegalClock(starts="s1", pauses=("s2",))),
    ("s2", LegalClock(starts="s1", stops="s3")),
])
def test_a_removed_step_leaves_the_clock(session: EditSession, gone: str, left: LegalClock) -> None:
    before = clock(session)
    session.do(RemoveElements(steps=(gone,)))
    assert clock(session) == left
    assert (session.document.legal_clock is None) is (gone != "s2")
    session.undo()
    assert clock(session) == before


def test_with_every_step_the_clock_goes(session: EditSession) -> None:
    session.do(RemoveElements(steps=("s1", "s2", "s3")))
    assert clock(session) is None


def test_a_copy_is_not_in_the_clock(session: EditSession) -> None:
    session.do(DuplicateSteps(("s1", "s2", "s3")))
    assert clock(session) == LegalClock(starts="s1", stops="s3", pauses=("s2",))
