"""The session: undo, redo, gestures, notifications, and whether the document is saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.editing.builders import document, session
from tests.need import see
from visavis.blueprint.editing import DocumentChange, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNote, EditStep, MoveSteps
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import encode


def typed(given: EditSession, *words: str, gesture: str | None = "title of ask") -> None:
    for word in words:
        given.do(EditStep("ask", title=word), gesture)


def title(given: EditSession) -> str:
    return given.document.step_by_id["ask"].title


def test_undo_restores_the_very_elements() -> None:
    given = session()
    before = given.document
    given.do(EditStep("ask", title="Autre"))
    given.do(MoveSteps(("got",), columns=1))
    given.undo()
    given.undo()
    assert all(one is other for one, other in zip(given.document.steps, before.steps, strict=True))
    assert given.document.head is before.head


def test_undo_and_redo_tell_their_titles() -> None:
    given = session()
    assert (given.undo_title, given.redo_title, given.undo(), given.redo()) == (None, None, None, None)
    given.do(MoveSteps(("ask", "check"), columns=1))
    assert str(given.undo_title) == "Move 2 steps"
    given.undo()
    assert str(given.redo_title) == "Move 2 steps"
    assert not given.can_undo
    assert given.redo()
    assert not given.can_redo


def test_a_new_edit_forgets_what_was_undone() -> None:
    given = session()
    typed(given, "a", gesture=None)
    given.undo()
    typed(given, "b", gesture=None)
    assert not given.can_redo


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    given = session()
    typed(given, "a", gesture=None)
    given.undo()
    assert not given.do(EditStep("ask", title="Demande"))
    assert given.can_redo
    assert given.revision == 2


def test_typing_is_one_undo_step() -> None:
    given = session()
    typed(given, "B", "Bo", "Bon")
    assert given.undo()
    assert title(given) == "Demande"
    assert given.redo()
    assert title(given) == "Bon"


@pytest.mark.parametrize("interrupt", [
    lambda given: given.end_gesture(),
    lambda given: given.mark_saved(),
    lambda given: given.do(AddNote(text="Une idée")),
    lambda given: (given.do(AddNote(text="Une idée")), given.undo()),
    lambda given: given.do(EditStep("ask", effort=2), "another gesture"),
])
def test_a_gesture_ends(interrupt: Callable[[EditSession], object]) -> None:
    given = session()
    typed(given, "B", "Bo")
    interrupt(given)
    typed(given, "Bon")
    given.undo()
    assert title(given) == "Bo"


def test_a_gesture_that_comes_back_leaves_nothing_to_undo() -> None:
    given = session()
    given.do(AddNote(text="avant"), "drag")
    given.end_gesture()
    for columns in (1, 1, -2):
        given.do(MoveSteps(("got",), columns=columns), "drag")
    assert str(given.undo_title) == "Add a note"
    given.do(MoveSteps(("got",), columns=1), "drag")
    assert str(given.undo_title) == "Move 1 step"
    given.undo()
    assert str(given.undo_title) == "Add a note"
    assert [note.text for note in given.document.head.notes][-1] == "avant"


def test_saved_is_a_place_in_history() -> None:
    given = session()
    assert see(given.is_saved)
    typed(given, "a", gesture=None)
    assert not see(given.is_saved)
    given.mark_saved()
    typed(given, "b", gesture=None)
    given.undo()
    assert see(given.is_saved)
    given.undo()
    assert not given.is_saved
    given.redo()
    assert given.is_saved


def test_a_saved_state_that_was_left_for_another_is_gone() -> None:
    given = session()
    typed(given, "a", gesture=None)
    given.mark_saved()
    given.undo()
    typed(given, "b", gesture=None)
    assert not given.is_saved
    given.undo()
    assert not given.is_saved


def test_each_change_is_told_once() -> None:
    given = session()
    told: list[DocumentChange] = []
    end = given.subscribe(told.append)
    given.do(MoveSteps(("ask", "check"), columns=1))
    given.undo()
    given.redo()
    given.undo()
    given.undo()
    with pytest.raises(Refused):
        given.do(EditStep("ask", effort=9))
    assert [changed.revision for changed in told] == [1, 2, 3, 4]
    assert told[-1].document is given.document
    assert told[0].changes.steps.ids == {"ask", "check"}
    end()
    end()
    given.redo()
    assert len(told) == 4


def test_one_listener_that_fails_does_not_silence_the_others() -> None:
    given = session()
    told: list[DocumentChange] = []

    def broken(changed: DocumentChange) -> None:
        raise KeyError("a panel that is gone")

    given.subscribe(broken)
    given.subscribe(told.append)
    with pytest.raises(KeyError):
        typed(given, "a")
    assert len(told) == 1
    assert title(given) == "a"


def test_a_listener_may_not_edit() -> None:
    given = session()

    def edit(_changed: DocumentChange) -> None:
        given.undo()

    given.subscribe(edit)
    with pytest.raises(RuntimeError, match="may not edit"):
        typed(given, "a")
    assert title(given) == "a"
    assert given.can_undo


def test_a_reload_begins_anew() -> None:
    given = session()
    typed(given, "a")
    told: list[DocumentChange] = []
    given.subscribe(told.append)
    changes = given.replace(document())
    assert changes.steps.ids == {"ask"}
    assert encode(given.document) == encode(document())
    assert (given.can_undo, given.is_saved, len(told)) == (False, True, 1)
    given.replace(document(), saved=False)
    assert not given.is_saved
    given.mark_saved()
    assert given.is_saved


def test_a_preview_does_nothing() -> None:
    given = session()
    before = given.document
    assert given.preview(EditStep("ask", title="Peut-être")).step_by_id["ask"].title == "Peut-être"
    assert given.document is before
    assert given.revision == 0


def test_ids_are_repeatable_with_a_seed_and_never_without() -> None:
    seeded = [Identifiers(3).new_id("s", ()) for _ in range(2)]
    assert seeded[0] == seeded[1]
    assert len({Identifiers().new_id("s", ()) for _ in range(50)}) == 50


def test_an_id_that_is_taken_is_not_given_again() -> None:
    first = Identifiers(3).new_id("s", ())
    assert Identifiers(3).new_id("s", {first}) != first


def test_what_is_only_looked_at_refuses_every_command_and_nothing_changes() -> None:
    given = session()
    before = given.document
    given.is_read_only = True
    with pytest.raises(Refused, match="read-only"):
        given.do(EditStep("ask", title="Autre"))
    assert given.document is before
    assert not given.can_undo
    given.is_read_only = False
    given.do(EditStep("ask", title="Autre"))
    assert title(given) == "Autre"
