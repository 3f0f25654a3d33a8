"""Edits keep the legal clock's references right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.storage.samples import FULL
from visavis.blueprint.editing import EditSession, copy_excerpt
from visavis.blueprint.editing.commands import DuplicateSteps, EditHead, EditService, PasteSteps, RemoveElements
from visavis.blueprint.model import LegalClock
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.codec import decode_data


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


@pytest.mark.parametrize(("parts", "left"), [
    ({"starts": "s2", "pauses": ()}, LegalClock(starts="s2", stops="s3")),
    ({"stops": None}, LegalClock(starts="s1", pauses=("s2",))),
    ({"starts": None, "stops": None, "pauses": ()}, None), (None, None),
])
def test_parts_of_the_clock_are_set_one_by_one(session: EditSession, parts: Any, left: LegalClock | None) -> None:
    before = encode(session.document)
    session.do(EditService(legal_clock=parts))
    assert clock(session) == left
    assert ("legal_clock" in session.document.head.service.to_json()) is (left is not None)
    assert str(session.undo_title) == "Set the legal clock"
    session.undo()
    assert encode(session.document) == before


@pytest.mark.parametrize(("parts", "fault"), [
    ({"stops": "s1"}, "cannot both start and stop the legal clock"), ({"starts": "s4"}, "s4"),
    ({"pauses": ("nowhere",)}, "nowhere"), ({"begins": "s2"}, "there is no 'begins' to change here"),
])
def test_what_the_clock_cannot_be_is_refused(session: EditSession, parts: Any, fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        session.do(EditService(legal_clock=parts))


@pytest.mark.parametrize("cut", [("s1",), ("s2",), ("s3",), ("s1", "s2", "s3")])
def test_what_is_cut_and_pasted_takes_the_clock_up_again(session: EditSession, cut: tuple[str, ...]) -> None:
    before, part = clock(session), copy_excerpt(session.document, cut)
    session.do(RemoveElements(steps=cut))
    known = set(session.document.step_by_id)
    cell = part.steps[0].cell
    session.do(PasteSteps(part, cut, (cell[0], cell[1], 7)))
    came = dict(zip(cut, [step.id for step in session.document.steps if step.id not in known], strict=True))
    assert before is not None
    assert clock(session) == LegalClock(starts=came.get("s1", "s1"), stops=came.get("s3", "s3"),
                                        pauses=(came.get("s2", "s2"),))


def test_what_is_copied_and_pasted_is_not_in_the_clock(session: EditSession) -> None:
    before, part = clock(session), copy_excerpt(session.document, ("s1", "s2", "s3"))
    session.do(PasteSteps(part, ("s1", "s2", "s3"), part.steps[0].cell))
    assert clock(session) == before


def test_an_end_that_was_chosen_meanwhile_stays(session: EditSession) -> None:
    part = copy_excerpt(session.document, ("s1",))
    session.do(RemoveElements(steps=("s1",)))
    session.do(EditService(legal_clock={"starts": "s2"}))
    session.do(PasteSteps(part, ("s1",), part.steps[0].cell))
    assert clock(session) == LegalClock(starts="s2", stops="s3", pauses=("s2",))


def test_another_blueprints_steps_bring_no_clock(session: EditSession) -> None:
    part = copy_excerpt(session.document, ("s1", "s3"))
    session.do(RemoveElements(steps=("s1", "s3")))
    session.do(EditHead(id="another"))
    session.do(PasteSteps(part, ("s1", "s3"), part.steps[0].cell))
    assert clock(session) == LegalClock(pauses=("s2",))


def test_the_clipboard_carries_no_record(session: EditSession) -> None:
    assert session.document.head.record.to_json()
    assert "record" not in copy_excerpt(session.document, ("s1",)).head.to_json()
