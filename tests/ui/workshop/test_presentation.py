"""The projection: what is in sight, how large it is, what its keys do, and that the window is as it was afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.need import need, see
from tests.profiles import IS_DEEP
from tests.ui.conftest import APA, Open, write
from visavis.blueprint.drawing import Role, Text
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.drawing.viewport.presentation_drawing import DIMMED_CONTRAST
from visavis.blueprint.drawing.viewport.presentation_page import list_columns
from visavis.blueprint.editing.commands import AddNote
from visavis.blueprint.language import LANGUAGES
from visavis.blueprint.model import LaneKind, NoteKind, Side
from visavis.ui.features.workshop import control_strip
from visavis.ui.features.workshop.control_strip import ControlStrip
from visavis.ui.features.workshop.page_turner import PageTurner
from visavis.ui.features.workshop.prompt_bar import PromptBar
from visavis.ui.kit.i18n import language, set_language, tr
from visavis.ui.kit.selection import note_refs, step_refs
from visavis.ui.kit.theme_sheet import apply_appearance
from visavis.ui.window.main_window import MainWindow
from visavis.ui.window.presentation import PresentationMode
from visavis.ui.window.window_parts import WindowParts

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIZES = [(1280, 720), (1366, 768), (1440, 900), (1920, 1080), (3840, 2160)]


@pytest.fixture
def usual_text(qapp: QApplication) -> Iterator[None]:
    """Leave the application with its usual text, once no window is there any more to be polished for it."""
    yield
    apply_appearance(qapp, "light")


@pytest.fixture
def window(usual_text: None, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    made = open_window(APA)
    yield made
    if shiboken6.isValid(made) and made.presentation.is_on:
        # Qt polishes every widget for another size of text, for most of a second: not for a window that goes.
        monkeypatch.setattr(made.appearance, "set_temporary_text_size", lambda _points: None)
        made.presentation.leave()


@pytest.fixture
def wall(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> PresentationMode:
    """A projection on a screen of its usual size at once: each size that a window has polishes all that is in it."""
    resize(window, 1920, 1080)
    monkeypatch.setattr(window, "showFullScreen", window.show)
    window.presentation.enter()
    for _ in range(4):
        QApplication.processEvents()
    return window.presentation


def resize(window: QWidget, width: int, height: int) -> None:
    """Let the projection's screen have another size: the off-screen platform's own is too small for some."""
    window.showNormal()
    window.resize(width, height)
    for _ in range(4):
        QApplication.processEvents()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
          target: QWidget | None = None) -> None:
    QTest.keyClick(need(target or QApplication.focusWidget()), key, modifiers)
    QApplication.processEvents()


def pages(wall: PresentationMode) -> PageTurner:
    return need(wall.pages)


def strip(wall: PresentationMode) -> ControlStrip:
    return need(wall.strip)


def bar(wall: PresentationMode) -> PromptBar:
    return need(wall.bar)


def sizes_of_text(window: WindowParts) -> Iterator[tuple[float, str]]:
    """Yield how large every text in sight is, in pixels: of widgets, and of the drawing as it is painted."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit | QListView):
            yield widget.fontInfo().pixelSize(), f"{type(widget).__name__} {widget.accessibleName()}"
    canvas = window.canvas
    least = canvas.surface.least_size(canvas.camera.scale)
    for group in need(canvas.picture).drawing.groups:
        for primitive in group.primitives:
            if isinstance(primitive, Text) and primitive.run.style.size >= least:
                yield primitive.run.style.size * canvas.camera.scale, primitive.run.text


@pytest.mark.few(1)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_text_is_smaller_than_a_45th_of_the_height(wall: PresentationMode, width: int, height: int) -> None:
    """W1, at any zoom and with the controls and the notes in sight."""
    window = wall._window
    resize(window, width, height)
    assert window.height() == height
    for name in ("phase", "page-after", "nearer", "farther", "whole"):
        wall.ask(name)
        for shown in (False, True):
            strip(wall).show_controls() if shown else strip(wall).hide_controls()
            QApplication.processEvents()
            small = [(size, what) for size, what in sizes_of_text(window) if size < height / 45 - 0.01]
            assert small == []
    strip(wall).tell("Nothing left")
    wall.toggle_notes()
    QApplication.processEvents()
    assert [(size, what) for size, what in sizes_of_text(window) if size < height / 45 - 0.01] == []


@pytest.mark.slow
def test_the_whole_says_which_phases_there_are(wall: PresentationMode) -> None:
    wall.ask("whole")
    QApplication.processEvents()
    window = wall._window
    assert len(need(window.canvas.picture).layout.columns) == len(list_columns(window.bridge.document))
    shown = {what for _, what in sizes_of_text(window)}
    assert "Attendre" in shown
    assert "Attend sans" not in shown
    wall.ask("phase")
    assert "Attend sans" not in {what for _, what in sizes_of_text(window)}
    wall.ask("page-after")
    wall.ask("page-after")
    assert "Attend sans" in {what for _, what in sizes_of_text(window)}


@pytest.mark.few(1)
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_a_phase_of_eight_columns_shows_both_sides(wall: PresentationMode, width: int, height: int) -> None:
    """W2: a page holds eight columns, citizens and agents, whole."""
    window = wall._window
    resize(window, width, height)
    wall.session.go_to(2)
    document = window.bridge.document
    for _ in pages(wall).pages:
        picture, canvas = need(window.canvas.picture), window.canvas
        span = need(pages(wall).span)
        assert len(picture.layout.columns) == span.last - span.first + 1
        assert span.last - span.first + 1 == min(8, len(list_columns(document)) - span.first)
        in_sight = canvas.camera.area()
        assert picture.layout.width <= in_sight.right()
        both = {document.side_of_lane(document.lane_by_id[box.lane]) for box in picture.layout.lanes
                if in_sight.top() <= box.rect.y and box.rect.bottom <= in_sight.bottom()}
        assert {Side.CITIZEN, Side.AGENT} <= both
        wall.ask("page-after")


@pytest.mark.slow
def test_a_long_phase_has_pages_with_a_column_in_common(wall: PresentationMode) -> None:
    document = wall._window.bridge.document
    # A screen of 5:4 has room for five columns; two phases have six.
    resize(wall._window, 1280, 1024)
    found = pages(wall).pages
    assert {page.last - page.first + 1 for page in found[:-1]} == {5}
    for phase in document.head.phases:
        these = [page for page in found if page.phase == phase.id]
        assert len(these) == (2 if document.columns_of_phase[phase.id] == 6 else 1)
        assert all(before.last == after.first for before, after in pairwise(these))


@pytest.mark.slow
def test_the_bar_is_one_line_and_nothing_else_stands_over_the_drawing(wall: PresentationMode) -> None:
    """W3, and the strip's height: controls, what is folded and messages take each other's place."""
    window = wall._window
    for width, height in SIZES if IS_DEEP else SIZES[1:3]:
        resize(window, width, height)
        assert bar(wall).height() <= height * 0.08
        tops = window.canvas.mapTo(window, window.canvas.rect().topLeft()).y()
        assert tops == bar(wall).height()
        before = window.canvas.geometry()
        strip(wall).show_controls()
        QApplication.processEvents()
        strip(wall).tell("A sentence")
        QApplication.processEvents()
        assert window.canvas.geometry() == before
        assert strip(wall).height() <= height * 2.7 / 45
        for button in strip(wall).controls.findChildren(QAbstractButton):
            assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()


@pytest.mark.few(1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_prompt_clock_and_progress(wall: PresentationMode, language: str) -> None:
    set_language(language)
    session, line = wall.session, bar(wall)
    script = need(session.script)
    assert line.prompt.text() == need(session.activity).prompt[language]
    assert line.progress.text() == tr("{number} of {total}", number=1, total=6)
    assert line.clock.text() == "20:00"
    QTest.mouseClick(strip(wall).start, Qt.MouseButton.LeftButton)
    assert see(session.is_running)
    session._left = -30.0
    session._tell_time()
    assert line.clock.text() == "−0:30"
    assert line.clock.property("over") == "true"
    QTest.mouseClick(strip(wall).more, Qt.MouseButton.LeftButton)
    assert line.clock.text() == "0:30"
    QTest.mouseClick(strip(wall).start, Qt.MouseButton.LeftButton)
    assert not session.is_running
    QTest.mouseClick(strip(wall).onward, Qt.MouseButton.LeftButton)
    assert session.index == 1
    session.go_to(5)
    assert line.progress.text() == tr("{number} of {total}", number=5, total=6)
    choice = strip(wall).choice
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert session.activity is None
    assert not line.clock.isVisible()
    # Whoever else begins a script, the strip says which it is.
    session.begin(script)
    assert choice.currentText() == script.title_in(language)


def test_a_long_prompt_shrinks_and_is_cut_at_last(wall: PresentationMode) -> None:
    script = need(wall.session.script)
    long = script.activities[0].model_copy(update={"prompt": {"fr": "Très long " * 30, "en": "Very long " * 30}})
    wall.session.begin(script.model_copy(update={"activities": (long,)}))
    assert bar(wall).prompt.text().endswith("…")
    assert bar(wall).prompt.fontInfo().pixelSize() >= 24
    assert bar(wall).prompt.accessibleName() == long.prompt_in(language())


# -- lanes


def lanes_in_sight(wall: PresentationMode) -> set[LaneKind]:
    return {box.kind for box in need(wall._window.canvas.picture).layout.lanes}


def test_lanes_wait_for_their_turn(wall: PresentationMode) -> None:
    """W5 and W6: dimmed with the number of their activity, or folded with the number of their steps."""
    window = wall._window
    document, theme = window.bridge.document, window.canvas.theme
    dimmed = {one.lane: one.caption for one in pages(wall).lanes.dimmed}
    assert {document.lane_by_id[lane].kind for lane in dimmed} == {LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE}
    assert dimmed["scene"] == tr("activity {number}", number=2)
    assert dimmed["coulisses"] == tr("activity {number}", number=3)
    (lane,) = (group for group in need(window.canvas.picture).drawing.groups
               if group.role is Role.LANE and group.id == "coulisses")
    assert dimmed["coulisses"] in [one.run.text for one in lane.primitives if isinstance(one, Text)]
    for group in need(window.canvas.picture).drawing.groups:
        on = document.step_by_id.get(group.id)
        if on is not None and on.lane in dimmed and group.role is Role.STEP:
            inks = {one.colour for one in group.primitives if isinstance(one, Text)}
            assert all(ink != theme.ink and contrast(ink, theme.background) >= DIMMED_CONTRAST for ink in inks)
    folded = {text for text, _, _ in strip(wall).folded._lanes}
    assert {document.lane_by_id["preuves"].name, document.lane_by_id["appui"].name} <= folded
    wall.next_activity()
    assert {one.lane for one in pages(wall).lanes.dimmed} == {"coulisses"}
    wall.session.go_to(3)
    assert pages(wall).lanes.dimmed == ()
    assert lanes_in_sight(wall) >= {LaneKind.EVIDENCE, LaneKind.SUPPORT}
    wall.session.go_to(4)
    assert not {LaneKind.EVIDENCE, LaneKind.SUPPORT} & lanes_in_sight(wall)


@pytest.mark.slow
def test_an_idle_lane_is_folded_and_can_be_unfolded(wall: PresentationMode) -> None:
    wall.session.go_to(2)
    here = pages(wall)
    assert "famille" in here.lanes.shown
    last = [page.phase for page in here.pages].index("decider")
    document = wall._window.bridge.document
    idle = {lane for lane in ("famille", "scene") if not any(
        step.lane == lane and step.phase == "decider" for step in document.steps)}
    while here.index < last:
        wall.ask("page-after")
    assert not idle & set(here.lanes.shown)
    strip(wall).lane_toggled.emit("preuves")
    assert "preuves" in here.lanes.shown
    wall.next_activity()
    wall.previous_activity()
    assert "preuves" in here.lanes.shown
    strip(wall).lane_toggled.emit("preuves")
    assert "preuves" not in here.lanes.shown


def test_frictions_are_absent_until_choices_are_made(wall: PresentationMode, qtbot: QtBot) -> None:
    """W7."""
    window = wall._window
    qtbot.waitUntil(lambda: window.bridge.analysis is not None)

    def hotspots() -> list[str]:
        return [group.id for group in need(window.canvas.picture).drawing.groups if group.role is Role.HOTSPOT]

    script = need(wall.session.script)
    for index, activity in enumerate(script.activities):
        wall.session.go_to(index)
        QApplication.processEvents()
        assert bool(hotspots()) is (activity.writes == "choices"), index
    wall.leave()
    assert hotspots()


@pytest.mark.few(1)
@pytest.mark.parametrize("tag", ["fr", "en"])
@pytest.mark.parametrize(("width", "height"), [*SIZES, (0, 0)])
def test_what_fields_of_notes_say_while_they_are_empty_is_whole(open_window: Open, tag: str, width: int,
                                                                height: int) -> None:
    """On every projection, and beside the drawing."""
    set_language(tag)
    window = open_window()
    if width:
        window.presentation.enter()
        resize(window, width, height)
    window.presentation.toggle_notes()
    QApplication.processEvents()
    panel = need(window.presentation.notes)
    for field in (panel.field, panel.voter):
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field).width()
        # A line edit keeps two pixels at both sides of its words.
        assert 0 < field.fontMetrics().horizontalAdvance(field.placeholderText()) <= room - 4
    # What begins a note of another kind is told beside the drawing, and to whoever cannot see the field.
    assert "*" in panel.field.accessibleDescription()
    assert panel.field.accessibleDescription() in panel.hint.text()
    if width:
        window.presentation.leave()


# -- notes


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_a_note_of_ten_words_is_shown_whole(wall: PresentationMode, width: int, height: int) -> None:
    window = wall._window
    resize(window, width, height)
    wall.session.go_to(4)
    words = "On ne sait jamais si le dossier est bien arrivé"
    window.bridge.do(AddNote(text=words, kind=NoteKind.PAIN, at="c9", id="n-dix"))
    window.canvas.navigation.go_to_step("c9")
    QApplication.processEvents()
    (group,) = (group for group in need(window.canvas.picture).drawing.groups if group.id == "n-dix")
    assert " ".join(one.run.text for one in group.primitives if isinstance(one, Text)) == words
    in_sight = window.canvas.camera.area()
    assert in_sight.contains(QRectF(group.bounds.x, group.bounds.y, group.bounds.width, group.bounds.height))


# -- flows


@pytest.mark.slow
def test_flows_that_lead_away_are_stubs_until_their_step_is_focused(wall: PresentationMode) -> None:
    """W9."""
    window = wall._window
    canvas, document = window.canvas, window.bridge.document
    wall.session.go_to(2)
    canvas.navigation.go_to_step("c8")
    QApplication.processEvents()
    assert need(pages(wall).span).phase == "constituer"

    def drawn() -> set[str]:
        return set(need(canvas.picture).layout.flows)

    columns = {column: at for at, column in enumerate(list_columns(document))}
    cards = need(canvas.picture).layout.cards
    for flow in document.flows:
        if flow.source not in cards or flow.target not in cards or "c8" in (flow.source, flow.target):
            continue
        source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
        steps = columns[target.phase, target.column] - columns[source.phase, source.column]
        said = flow.kind == "interaction" and bool(flow.label)
        assert (flow.key in drawn()) is (said or 0 <= steps <= 1), flow.key
    stubs = {group.id for group in need(canvas.picture).drawing.groups if group.id.startswith("stub-")}
    assert any(name.startswith("stub-c4b") for name in stubs)
    assert not any(group.role is Role.FLOW_LABEL and "%" in "".join(
        one.run.text for one in group.primitives if isinstance(one, Text))
        for group in need(canvas.picture).drawing.groups)
    wall.ask("page-before")
    canvas.navigation.go_to_step("c2")
    QApplication.processEvents()
    assert "f6" not in drawn()
    canvas.navigation.go_to_step("c1")
    QApplication.processEvents()
    assert "f6" in drawn()


# -- controls


def test_controls_come_with_the_mouse_and_go_again(wall: PresentationMode, qtbot: QtBot,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """W10."""
    shown = strip(wall)
    assert not see(shown.shows_controls)
    assert control_strip.IDLE == 4000
    shown._idle.setInterval(60)
    viewport = wall._window.canvas.viewport()
    place = QPointF(viewport.rect().center())
    QApplication.sendEvent(viewport, QMouseEvent(QEvent.Type.MouseMove, place, viewport.mapToGlobal(place),
                                                 Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                                                 Qt.KeyboardModifier.NoModifier))
    assert see(shown.shows_controls)
    qtbot.waitUntil(lambda: not shown.shows_controls)
    press(Key.Key_F6, target=wall._window.canvas)
    assert see(shown.shows_controls)
    assert shown.onward.hasFocus()
    qtbot.wait(150)
    assert see(shown.shows_controls)
    press(Key.Key_F6)
    assert not shown.shows_controls
    assert wall._window.canvas.hasFocus()


def test_what_is_typed_in_the_strip_reaches_nothing_else(wall: PresentationMode) -> None:
    window = wall._window
    window.bridge.select(step_refs("c1"))
    before = window.bridge.document
    press(Key.Key_F6, target=window.canvas)
    for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_A, Key.Key_R, Key.Key_Slash):
        press(key)
    assert window.bridge.document is before
    assert strip(wall).has_focus()
    press(Key.Key_Right)
    assert strip(wall).notes.hasFocus()


def test_a_refusal_is_told_in_the_strip(wall: PresentationMode) -> None:
    wall._window.bridge.refused.emit("Anne has no dot left")
    assert strip(wall).told.isVisible()
    assert strip(wall).told.accessibleName() == "Anne has no dot left"
    strip(wall)._message.timeout.emit()
    assert strip(wall).rest.isVisible()


# -- keys


def test_keys_turn_pages_and_activities(wall: PresentationMode) -> None:
    canvas, here = wall._window.canvas, pages(wall)
    press(Key.Key_Right, target=canvas)
    assert here.index == 1
    step = need(canvas.navigation.step())
    assert step.phase == need(here.span).phase
    press(Key.Key_Left, target=canvas)
    assert here.index == 0
    press(Key.Key_PageDown, CONTROL, canvas)
    assert wall.session.index == 1
    press(Key.Key_PageUp, CONTROL, canvas)
    assert wall.session.index == 0
    press(Key.Key_Space, target=canvas)
    assert see(wall.session.is_running)
    press(Key.Key_Space, target=canvas)
    assert not wall.session.is_running
    press(Key.Key_N, target=canvas)
    assert need(wall.notes).field.hasFocus()
    wall.toggle_notes()
    press(Key.Key_Escape, target=canvas)
    assert not wall.is_on


def test_no_key_of_the_wall_deletes_a_step(wall: PresentationMode) -> None:
    window = wall._window
    for index in range(len(need(wall.session.script).activities)):
        wall.session.go_to(index)
        wall.ask("phase")
        need(pages(wall)).go_on_page()
        before = [step.id for step in window.bridge.document.steps]
        for key, modifiers in ((Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
                               (Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Key.Key_X, CONTROL)):
            press(key, modifiers, window.canvas)
            assert [step.id for step in window.bridge.document.steps] == before


def test_letters_begin_a_step_only_where_steps_are_written(wall: PresentationMode) -> None:
    canvas = wall._window.canvas
    canvas.navigation.go_to_step("c1")
    canvas.navigation.move("up")
    assert canvas.navigation.step() is None
    write(canvas, "D")
    assert canvas.writing.is_open
    press(Key.Key_Space)
    assert canvas.writing.editor.toPlainText() == "D "
    canvas.writing.forget()
    wall.session.go_to(5)
    canvas.navigation.move("right")
    write(canvas, "D")
    assert not canvas.writing.is_open


@pytest.mark.slow
def test_what_is_written_beyond_the_page_turns_it(wall: PresentationMode) -> None:
    canvas, here = wall._window.canvas, pages(wall)
    span = need(here.span)
    document = wall._window.bridge.document
    last = list_columns(document)[span.last]
    beyond = next(step for step in document.steps if (step.phase, step.column) == list_columns(document)[span.last + 2]
                  and step.lane == "usager")
    assert last != (beyond.phase, beyond.column)
    canvas.navigation.go_to_step(beyond.id)
    QApplication.processEvents()
    assert here.index > 0
    assert beyond.id in need(canvas.picture).layout.cards


def test_dots_are_given_on_the_drawing(wall: PresentationMode) -> None:
    window = wall._window
    wall.session.go_to(5)
    canvas = window.canvas

    def dots(name: str) -> int:
        return sum(next(note.votes for note in window.bridge.document.head.notes if note.id == name).values())

    canvas.navigation.go_to_step("c9")
    QApplication.processEvents()
    count = dots("n1")
    for _ in range(4):
        press(Key.Key_1, target=canvas)
    assert dots("n1") == count + 3
    assert strip(wall).told.isVisible()
    press(Key.Key_Exclam, SHIFT, canvas)
    assert dots("n1") == count + 2
    press(Key.Key_Ampersand, target=canvas)
    assert dots("n1") == count + 3
    press(Key.Key_Tab, target=canvas)
    assert window.bridge.selection != note_refs("n1")
    ((_, chosen),) = window.bridge.selection
    press(Key.Key_Exclam, SHIFT, canvas)
    assert dots("n1") == count + 3
    assert chosen in {note.id for note in window.bridge.document.head.notes}


# -- leaving


@pytest.mark.slow
def test_leaving_changes_nothing_in_the_window(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """W11."""
    canvas = window.canvas
    qapp.processEvents()
    window.resize(1210, 690)
    window.appearance.larger_text()
    qapp.processEvents()
    canvas.set_zoom(0.83)
    canvas.navigation.go_to_step("a10")
    canvas.camera.pan(-37, -11)
    window.bridge.select(step_refs("a10", "c14"))
    window.frictions.setVisible(False)
    qapp.processEvents()

    def look() -> tuple[object, ...]:
        bars = canvas.horizontalScrollBar(), canvas.verticalScrollBar()
        shown = [part.isVisible() for part in (window.header, window.menuBar(), window.status, window.inspector,
                                               window.palette_panel, window.frictions, window.beside)]
        return (window.windowState(), window.size(), [scroll.value() for scroll in bars], canvas.camera.scale,
                canvas.viewport().size(), window.bridge.selection, canvas.navigation.cursor, qapp.font().pointSizeF(),
                shown, window.header.current_screen(), canvas.folding.folds, len(canvas.shown_picture.drawing.groups))

    before = look()
    window.presentation.enter()
    qtbot.waitUntil(window.isFullScreen)
    for name in ("page-after", "activity-after", "nearer", "whole", "note", "controls"):
        window.presentation.ask(name)
        qapp.processEvents()
    window.presentation.ask("leave")
    for _ in range(4):
        qapp.processEvents()
    assert look() == before
    assert not window.presentation.is_on
    canvas.fit()
    assert canvas.zoom() < 1


def test_f11_projects_and_ends_though_the_menus_are_gone(window: MainWindow, qapp: QApplication) -> None:
    press(Key.Key_F11, target=window.canvas)
    assert see(window.presentation.is_on)
    for part in (window.menuBar(), window.header, window.palette_panel, window.inspector, window.frictions, window.status):
        assert not part.isVisible()
    press(Key.Key_F11, target=window.canvas)
    assert not window.presentation.is_on
    assert QKeySequence("F11") == window.actions_table.by_name["presentation.toggle"].shortcut()


def test_it_begins_where_something_is_asked(window: MainWindow, qtbot: QtBot) -> None:
    agent = next(step for step in window.bridge.document.steps
                 if window.bridge.document.lane_of(step).kind is LaneKind.BACKSTAGE)
    window.fly_to(agent.id)
    window.presentation.enter()
    step = need(window.canvas.navigation.step())
    assert window.bridge.document.lane_of(step).kind is LaneKind.CITIZEN
    assert step.id in need(window.canvas.picture).layout.cards


@pytest.mark.slow
def test_a_screen_that_is_too_small_for_the_window_stays_full(window: MainWindow, qapp: QApplication,
                                                             qtbot: QtBot) -> None:
    window.presentation.enter()
    qtbot.waitUntil(window.isFullScreen)
    bar(window.presentation).setMinimumWidth(3000)
    qapp.processEvents()
    assert window.isFullScreen()
    assert window.size() == window.screen().size()
    bar(window.presentation).setMinimumWidth(0)
    window.presentation.leave()
    qapp.processEvents()
    assert not window.isFullScreen()
    assert window.width() >= window.minimumSizeHint().width()


def test_a_new_private_note_stays_off_the_wall(wall: PresentationMode) -> None:
    wall._window.bridge.do(AddNote(text="Entre nous", at="c1", id="n-prive", private=True))
    assert "n-prive" not in {group.id for group in need(wall._window.canvas.picture).drawing.groups}
