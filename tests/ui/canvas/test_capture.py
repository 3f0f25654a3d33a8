"""Capture at speaking speed: sixty steps without the mouse, tokens shown before they apply, lists and tables pasted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.ui.canvas.conftest import CTRL, Hands, OpenCanvas, told_as
from visavis.blueprint.storage import encode, load
from visavis.ui.kit.i18n import tr

Key = Qt.Key
HERE = Path(__file__).parent
LINES = (HERE / "sixty-steps.txt").read_text(encoding="utf-8").splitlines()
EXPECTED = HERE / "sixty-steps.blueprint.json"


@pytest.fixture
def hands(open_canvas: OpenCanvas, root: Path) -> Hands:
    """Hands on what `visavis new blank` gives."""
    return open_canvas(load(root / "templates" / "blank.fr.blueprint.json").document)


class Counted:
    """Hands that count what they press; a capital letter or a sign with Shift is two keys."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.strokes = 0

    def write(self, text: str) -> None:
        self._hands.write(text)
        self.strokes += sum(2 if letter.isupper() or letter in ">!@#~" else 1 for letter in text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._hands.press(key, modifiers)
        self.strokes += 1 if modifiers == Qt.KeyboardModifier.NoModifier else 2


def type_sixty_steps(hands: Hands, lines: list[str]) -> int:
    """Type the journey as someone would who knows Tab, Ctrl+Enter and the marks; return how many keys it took."""
    keys = Counted(hands)
    before = ""
    for number, line in enumerate(lines):
        mark = need(re.match(r">*", line)).group()
        if line.startswith("# "):
            keys.press(Key.Key_Tab)
            keys.write(line)
            keys.press(Key.Key_Return)
            before = "phase"
        elif number == 0 or before == "phase":
            keys.write(line)
            before = mark
        elif {mark, before} == {"", ">"}:
            keys.press(Key.Key_Return, CTRL)
            keys.write(line.lstrip("> "))
            before = mark
        else:
            keys.press(Key.Key_Tab)
            keys.write(line.lstrip("> ") if mark == before else line)
            before = mark
    keys.press(Key.Key_Return)
    return keys.strokes


@pytest.mark.slow
def test_sixty_connected_steps_are_typed_without_the_mouse(hands: Hands, root: Path) -> None:
    strokes = type_sixty_steps(hands, LINES)
    document = hands.view.document
    assert len(document.steps) == 60
    assert len(document.flows) == 59
    assert encode(document) == EXPECTED.read_bytes()
    table = (root / "docs" / "capture.md").read_text(encoding="utf-8")
    assert f"{strokes:,}" in table


def test_the_titles_alone_take_as_many_keys_as_the_table_says(hands: Hands, root: Path) -> None:
    titles = [re.sub(r"\s[!~@#]\S.*", "", line) for line in LINES]
    strokes = type_sixty_steps(hands, titles)
    steps, expected = hands.view.document.steps, load(EXPECTED).document.steps
    assert [(step.title, step.cell) for step in steps] == [(step.title, step.cell) for step in expected]
    assert all(step.work is None for step in steps)
    assert f"{strokes:,}" in (root / "docs" / "capture.md").read_text(encoding="utf-8")


def test_the_same_list_pastes_as_the_same_sixty_steps(hands: Hands) -> None:
    QGuiApplication.clipboard().setText("\n".join(LINES))
    hands.press(Key.Key_V, CTRL)
    assert encode(hands.view.document) == EXPECTED.read_bytes()
    assert len(hands.view.bridge.selection) == 60
    hands.press(Key.Key_Z, CTRL)
    assert hands.view.document.steps == ()


def shown(hands: Hands) -> list[str]:
    preview = hands.view.writing.preview
    labels = preview.findChildren(QLabel) if preview.isVisible() else []
    return [label.text().replace("\u00a0", " ") for label in labels if label.text()]


def test_tokens_are_shown_before_they_apply(hands: Hands) -> None:
    hands.write("Appelle !1h10 @tel #Avis ~30j @toto")
    english = ["1 h 10", "Phone", "new item: Avis", "then waits 30 d", "not understood: @toto"]
    french = ["1 h 10", "Téléphone", "nouvelle pièce : Avis", "puis attend 30 j", "pas compris : @toto"]
    assert shown(hands) == told_as(english, french)
    assert hands.view.writing.editor.accessibleDescription().replace("\u00a0", " ") == " · ".join(shown(hands))
    assert see(hands.view.document.steps) == ()
    hands.press(Key.Key_Return)
    (step,) = hands.view.document.steps
    assert (step.title, step.work, step.channel, step.gives, step.wait) == (
        "Appelle @toto", "PT1H10M", "phone", ("avis",), "P30D")
    assert not hands.view.writing.preview.isVisible()
    hands.press(Key.Key_Z, CTRL)
    assert (hands.view.document.steps, hands.view.document.head.items) == ((), ())


@pytest.mark.parametrize(("typed", "english", "french"), [
    ("Attend ~30", "'30' has no unit; write 30 min, 30 h or 30 d", "« 30 » n’a pas d’unité ; écrivez 30 min, 30 h ou 30 j"),
    ("Attend ~2 h 3 fois", "“~2 h 3” stays in the title: what follows may belong to its number",
     "« ~2 h 3 » reste dans le titre : la suite peut se rapporter à ce nombre"),
])
def test_why_a_time_stays_in_the_title_is_told_while_it_is_typed(hands: Hands, typed: str, english: str, french: str) -> None:
    hands.write(typed)
    assert [told.replace("\u202f", " ") for told in shown(hands)] == told_as([english], [french])
    hands.press(Key.Key_Return)
    (step,) = hands.view.document.steps
    assert (step.title, step.wait) == (typed, None)


def test_what_tokens_do_is_in_sight_with_every_letter(hands: Hands) -> None:
    hands.write("Appelle @pho")
    low = hands.view.writing.preview.height()
    hands.write("ne !12min")
    preview = hands.view.writing.preview
    inside = preview.rect()
    for label in preview.findChildren(QLabel):
        assert label.isVisible()
        assert inside.contains(label.mapTo(preview, label.rect().center()))
        assert label.sizeHint().width() <= preview.width()
    assert preview.height() > low
    assert hands.view.writing.editor.rect().contains(preview.geometry())


def test_tokens_in_a_title_that_is_there_add_to_the_step(hands: Hands) -> None:
    hands.write("Appelle #rib")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_End)
    hands.write(" @guichet #photo")
    hands.press(Key.Key_Return)
    (step,) = hands.view.document.steps
    assert (step.title, step.channel, step.gives) == ("Appelle", "counter", ("rib", "photo"))


def test_a_sign_with_a_backslash_stays_through_every_edit(hands: Hands) -> None:
    hands.write(r"Écrit \@tel")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_End)
    hands.write(" ici")
    hands.press(Key.Key_Return)
    (step,) = hands.view.document.steps
    assert (step.title, step.channel) == ("Écrit @tel ici", None)


def test_giving_up_or_no_token_shows_nothing(hands: Hands) -> None:
    hands.write("Appelle @tel")
    assert shown(hands) == [told_as("Phone", "Téléphone")]
    hands.press(Key.Key_Escape)
    assert shown(hands) == []
    hands.write("Appelle")
    assert shown(hands) == []


def test_a_marked_line_and_a_phase_say_where_they_go(hands: Hands) -> None:
    hands.write("Appelle")
    hands.press(Key.Key_Tab)
    hands.write(">> Note")
    assert shown(hands) == [told_as("in the lane En coulisses", "dans le couloir En coulisses")]
    hands.press(Key.Key_Tab)
    hands.write("# Suite")
    assert shown(hands) == [told_as("goes on in the phase Suite", "continue dans la phase Suite")]
    hands.press(Key.Key_Return)
    hands.write("Range")
    hands.press(Key.Key_Return)
    document = hands.view.document
    assert [phase.name for phase in document.head.phases] == ["Avant", "Suite", "Pendant", "Après"]
    assert [(step.title, step.lane, step.column) for step in document.steps] == [
        ("Appelle", "citizen", 0), ("Note", "back", 0), ("Range", "back", 0)]
    assert len(document.flows) == 2


def test_marks_are_taken_after_a_phase_and_in_an_answer(hands: Hands) -> None:
    hands.write("Appelle")
    hands.press(Key.Key_Return, CTRL)
    hands.write(">> Cherche !5min")
    assert shown(hands) == [told_as("in the lane En coulisses", "dans le couloir En coulisses"), "5 min"]
    hands.press(Key.Key_Tab)
    hands.write("# Pendant")
    hands.press(Key.Key_Tab)
    hands.write("< Attend")
    assert shown(hands) == [told_as("in the lane Usager", "dans le couloir Usager")]
    hands.press(Key.Key_Tab)
    hands.write("# Après")
    hands.press(Key.Key_Tab)
    hands.write("# Pendant")
    hands.press(Key.Key_Tab)
    # The field stands where the step will: beside what is there, not over it.
    field, taken = hands.view.writing.editor.geometry(), need(hands.view.picture).layout.cards[hands.view.document.steps[2].id]
    assert not field.contains(hands.view.mapFromScene(*taken.rect.centre))
    hands.write("Relance")
    hands.press(Key.Key_Return)
    document = hands.view.document
    assert [(step.title, step.lane, step.phase, step.column) for step in document.steps] == [
        ("Appelle", "citizen", "before", 0), ("Cherche", "back", "before", 0), ("Attend", "citizen", "during", 0),
        ("Relance", "citizen", "during", 1)]
    assert [flow.source for flow in document.flows] == [step.id for step in document.steps[:3]]
    assert tr(need(hands.view.bridge.session.undo_title)) == told_as("Add a step", "Ajouter une étape")


def test_a_table_pastes_after_the_focused_step(hands: Hands) -> None:
    hands.write("Appelle")
    hands.press(Key.Key_Return)
    QGuiApplication.clipboard().setText("Étape\tQui\tTemps\nVient\tUsager\t1 h\nReçoit\tAgent\t20 min\n")
    hands.press(Key.Key_V, CTRL)
    assert [(step.title, step.lane, step.work) for step in hands.view.document.steps[1:]] == [
        ("Vient", "citizen", "PT1H"), ("Reçoit", "front", "PT20M")]
    assert len(hands.view.document.flows) == 2


def test_what_makes_no_step_is_said(hands: Hands, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(QMimeData())
    with qtbot.waitSignal(hands.view.status_hint) as told:
        hands.press(Key.Key_V, CTRL)
    assert told.args == [told_as("There is nothing on the clipboard that makes steps",
                                 "Rien dans le presse-papiers ne peut devenir une étape")]
    assert hands.view.document.steps == ()
