"""Every field of the model can be read and changed in the inspector."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import Open
from visavis.blueprint.drawing import Box, Path
from visavis.blueprint.drawing.persona_facts import PORTRAIT_ICONS
from visavis.blueprint.drawing.theme import contrast
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddFlow, AddPersona, AddPhase, AddStep, EditService, EditStep
from visavis.blueprint.model import BlueprintDocument, Colour, Flow, Head, LegalClock, Note, Pert, Portrait, Step
from visavis.blueprint.model.elements import (
    Actor,
    AvoidClause,
    DeclaredChannel,
    Item,
    Lane,
    Persona,
    Phase,
    Record,
    Service,
    ThresholdSetting,
    TriageNote,
    Waiver,
)
from visavis.blueprint.storage import load
from visavis.ui.features.inspector.document_lists import MOST_ROWS, ListEditor
from visavis.ui.features.inspector.inspected_subjects import (
    FlowSubject,
    HeadSubject,
    ListedSubject,
    RecordSubject,
    ServiceSubject,
    StepSubject,
)
from visavis.ui.fields import (
    FLOW_FIELDS,
    HEAD_FIELDS,
    LIST_FIELDS,
    LIST_TITLES,
    RECORD_FIELDS,
    SERVICE_FIELDS,
    STEP_FIELDS,
)
from visavis.ui.fields.editors import ChoiceEditor, LineEditor, TickEditor
from visavis.ui.fields.name_field import NameField
from visavis.ui.fields.pickers import ChipsEditor, DotsEditor, FacesEditor, ItemsEditor, StepsEditor
from visavis.ui.kit.i18n import set_language, tr
from visavis.ui.kit.selection import flow_refs, step_refs
from visavis.ui.kit.widgets import WrappingButton
from visavis.ui.window.main_window import MainWindow

from .conftest import APA, BLANK, write

ENTER = Qt.Key.Key_Return


def typed(qtbot: QtBot, window: MainWindow, key: str, text: str) -> None:
    line = need(window.inspector.editors[key], LineEditor).line
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    write(line, text)
    QTest.keyClick(line, ENTER)


def list_of(window: MainWindow, group: str) -> ListEditor:
    """Return one of the document's lists, looked at."""
    part = next(part for part in window.inspector._lists if part._group == group)
    part.make_rows()
    return part


def row_names(part: ListEditor) -> list[str]:
    """Return the names in the rows that a list has made."""
    return [button.accessibleName() for button in part.findChildren(QPushButton)
            if not button.accessibleName().startswith(tr("+ Add"))]


def step(window: MainWindow, one: str = "c5") -> Step:
    return window.bridge.document.step_by_id[one]


@pytest.mark.parametrize(("language", "none", "many"), [("en", "0 steps · 0 flows", "2 steps · 1 flow"),
                                                        ("fr", "0 étape · 0 flux", "2 étapes · 1 flux")])
def test_what_there_is_is_counted_as_each_language_counts(language: str, none: str, many: str) -> None:
    set_language(language)
    blank = load(BLANK).document
    session = EditSession(blank)
    phase, lane = blank.head.phases[0].id, blank.head.lanes[0].id
    session.do(AddStep((lane, phase, 0), "Demande"))
    session.do(AddStep((lane, phase, 1), "Attend"))
    first, second = (one.id for one in session.document.steps)
    session.do(AddFlow(first, second))
    assert (HeadSubject().subtitle(blank), HeadSubject().subtitle(session.document)) == (none, many)


def test_a_buttons_words_never_break_after_a_quotation_mark(qtbot: QtBot) -> None:
    quoted = "Faire de «\u00a0Demander l’aide\u202f» une étape"
    button = WrappingButton(f"  {quoted}\n de plus ", "link")
    qtbot.addWidget(button)
    button.resize(90, 200)
    button.show()
    assert "«\n" not in button.text()
    assert "\n»" not in button.text()
    assert button.accessibleName() == "Faire de « Demander l’aide » une étape de plus"
    assert "\n" in button.text()


@pytest.mark.parametrize(("model", "fields", "apart"), [
    (Step, STEP_FIELDS, {"id"}),
    (Flow, FLOW_FIELDS, {"source", "target", "key"}),
    (Service, SERVICE_FIELDS, set()),
    (Head, HEAD_FIELDS, {"format", "service", "record", *LIST_FIELDS}),
    (Record, RECORD_FIELDS, set()),
    (Persona, LIST_FIELDS["personas"], {"id"}),
    (Actor, LIST_FIELDS["actors"], {"id"}),
    (Phase, LIST_FIELDS["phases"], {"id"}),
    (Lane, LIST_FIELDS["lanes"], {"id"}),
    (Item, LIST_FIELDS["items"], {"id"}),
    (Note, LIST_FIELDS["notes"], {"id", "at", "votes"}),
    (AvoidClause, LIST_FIELDS["avoid"], {"id"}),
    (Waiver, LIST_FIELDS["waivers"], {"id"}),
    (DeclaredChannel, LIST_FIELDS["channels"], {"id"}),
    (ThresholdSetting, LIST_FIELDS["thresholds"], {"id"}),
    (TriageNote, LIST_FIELDS["triage"], {"id", "cause"}),
])
def test_no_field_of_the_model_is_missing(model: Any, fields: Any, apart: Any) -> None:
    shown = {spec.key.partition(".")[0] for spec in fields}
    assert shown == set(model.model_fields) - apart


@pytest.mark.few(3)
@pytest.mark.parametrize(("key", "text", "attribute", "value"), [
    ("title", "Réunit les pièces", "title", "Réunit les pièces"),
    ("work", "1 h 10", "work", "PT1H10M"),
    ("wait", "30 j", "wait", "P30D"),
    ("system", "Coffre", "system", "Coffre"),
    ("unit", "Accueil", "unit", "Accueil"),
    ("fails", "12,5 %", "fails", 0.125),
])
def test_typing_a_field_changes_the_step(open_window: Open, qtbot: QtBot, key: str, text: str, attribute: str, value: Any) -> None:
    window = open_window()
    window.fly_to("c5")
    typed(qtbot, window, key, text)
    assert getattr(step(window), attribute) == value
    window.bridge.undo()
    assert getattr(step(window), attribute) != value


def test_a_three_point_estimate_is_understood(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.fly_to("c5")
    typed(qtbot, window, "work", "3–5–12 min")
    work = need(step(window).work, Pert)
    assert (work.min, work.mode, work.max) == ("PT3M", "PT5M", "PT12M")


@pytest.mark.english
def test_what_cannot_be_understood_stays_and_is_told_beside_the_field(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.fly_to("c5")
    before = step(window).work
    typed(qtbot, window, "work", "bientôt")
    assert step(window).work == before
    assert need(window.inspector.editors["work"], LineEditor).line.text() == "bientôt"
    shown = [label.text() for label in window.inspector._faults.values() if label.isVisibleTo(window)]
    assert shown == ["'bientôt' is not a time; write 25 min, 1 h 10, 30 d or 3–5–12 min"]
    typed(qtbot, window, "work", "20 min")
    assert step(window).work == "PT20M"
    assert not [label for label in window.inspector._faults.values() if label.isVisibleTo(window)]


def test_chips_dots_faces_and_ticks(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.fly_to("c5")
    editors = window.inspector.editors

    def click(widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    click(need(editors["effort"], DotsEditor).dots[1])
    assert step(window).effort == 2
    click(need(editors["effort"], DotsEditor).dots[1])
    assert step(window).effort is None
    click(need(editors["emotion"], FacesEditor).faces[1])
    assert step(window).emotion == 1
    window.inspector.focus_field("markers")
    QApplication.processEvents()
    need(editors["hidden"], TickEditor).tick.click()
    assert step(window).hidden is True
    click(need(editors["markers"], ChipsEditor).chips["moment-of-truth"])
    assert [marker.value for marker in step(window).markers] == ["moment-of-truth", "fail-point"]


def test_choices_and_items(open_window: Open) -> None:
    window = open_window()
    window.fly_to("c5")
    editors = window.inspector.editors
    for key, value in (("kind", "wait"), ("channel", "phone"), ("basis", "measured"), ("place", "field"), ("split", "one"), ("join", "each"), ("fallback", "c1")):
        combo = need(editors[key], ChoiceEditor).combo
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
        assert getattr(step(window), key) == value


class Names:
    """The field of the documents that a step asks for, and keys for it."""

    def __init__(self, window: MainWindow, key: str = "asks") -> None:
        self.window, self.key = window, key
        self.line.setFocus()

    @property
    def line(self) -> NameField:
        return need(self.window.inspector.editors[self.key], ItemsEditor).more

    def type(self, text: str) -> None:
        write(self.line, text)

    def press(self, key: Qt.Key) -> None:
        popup = need(self.line.completer().popup())
        QTest.keyClick(popup if popup.isVisible() else self.line, key)
        QTest.qWait(1)

    @property
    def there(self) -> list[str]:
        known = self.window.bridge.document.item_by_id
        return [known[item].name for item in getattr(step(self.window), self.key)]


def test_documents_are_named_known_or_new(open_window: Open) -> None:
    window = open_window()
    window.fly_to("c5")
    window.bridge.do(EditStep("c5", asks=()))
    names = Names(window)
    names.type("rib")
    names.press(Qt.Key.Key_Return)
    assert names.there == ["RIB"]
    assert names.line.text() == ""
    names.type("Une lettre; Livret de famille")
    names.press(Qt.Key.Key_Return)
    assert names.there == ["RIB", "Une lettre", "Livret de famille"]
    names.type("une lettre")
    names.press(Qt.Key.Key_Return)
    assert names.there == ["RIB", "Une lettre", "Livret de famille"]
    assert names.line.text() == ""
    window.bridge.undo()
    assert names.there == ["RIB"]
    assert not any(item.name == "Une lettre" for item in window.bridge.document.head.items)


def test_down_shows_the_documents_there_are(open_window: Open) -> None:
    window = open_window()
    window.fly_to("c5")
    window.bridge.do(EditStep("c5", asks=()))
    names = Names(window)
    names.press(Qt.Key.Key_Down)
    assert need(names.line.completer().popup()).isVisible()
    names.press(Qt.Key.Key_Down)
    names.press(Qt.Key.Key_Down)
    names.press(Qt.Key.Key_Return)
    (chosen,) = names.there
    assert chosen == window.bridge.document.head.items[1].name
    assert names.line.text() == ""


def test_a_name_that_is_not_taken_stays_where_it_was_typed(open_window: Open) -> None:
    window = open_window()
    window.fly_to("c5")
    before = window.bridge.document
    names = Names(window)
    names.type("…")
    names.press(Qt.Key.Key_Return)
    assert window.bridge.document is before
    assert names.line.text() == "…"
    fault = window.inspector._faults["asks"]
    assert fault.isVisible()
    assert "…" in fault.text()
    names.line.clear()
    names.type("Attestation")
    window.inspector.editors["title"].setFocus()
    assert "Attestation" in names.there


def test_the_place_is_moved_as_dragging_moves_it(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.fly_to("c5")
    combo = need(window.inspector.editors["phase"], ChoiceEditor).combo
    combo.setCurrentIndex(combo.findData("attendre"))
    combo.activated.emit(combo.currentIndex())
    assert step(window).phase == "attendre"


def test_every_editor_shows_and_keeps_a_value(open_window: Open) -> None:
    """Showing a document changes nothing: no editor commits by itself."""
    window = open_window()
    before = window.bridge.document
    for one in before.steps:
        window.bridge.select(step_refs(one.id))
    for flow in before.flows:
        window.bridge.select(flow_refs(flow.key))
    for group in LIST_FIELDS:
        for element in getattr(before.head, group):
            window.inspector.inspect(ListedSubject(group, element.id))
    window.inspector.inspect(ServiceSubject())
    assert window.bridge.document is before


def test_a_choice_of_nobody_is_not_offered(open_window: Open) -> None:
    window = open_window(BLANK)
    head = window.bridge.document.head
    cells = [(head.lanes[1].id, head.phases[0].id, column) for column in (0, 1)]
    for cell, name in zip(cells, ("a", "b"), strict=True):
        window.bridge.do(AddStep(cell, title=name, id=name))
    window.bridge.do(AddFlow("a", "b"))
    (flow,) = window.bridge.document.flows
    window.inspector.inspect(FlowSubject(flow.key))
    inspector = window.inspector
    for key in ("only_for", "not_for"):
        assert not inspector.editors[key].isVisibleTo(window)
        assert not inspector._names[key].isVisibleTo(window)
    window.bridge.do(AddPersona(name="Madame Roux"))
    for key in ("only_for", "not_for"):
        assert inspector.editors[key].isVisibleTo(window)
        assert inspector._names[key].isVisibleTo(window)


def test_flows_are_edited(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.bridge.select(flow_refs("f2"))
    typed(qtbot, window, "label", "Qui peut m’aider ?")
    typed(qtbot, window, "max_times", "3")
    flow = window.bridge.document.flow_by_key["f2"]
    assert (flow.label, flow.max_times) == ("Qui peut m’aider ?", 3)


def test_lists_are_added_to_moved_and_removed(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    head = window.bridge.document.head
    part = next(part for part in window.inspector._lists if part._group == "personas")
    part._add()
    assert len(window.bridge.document.head.personas) == len(head.personas) + 1
    assert isinstance(window.inspector.subject, ListedSubject)
    typed(qtbot, window, "name", "Madame Petit")
    assert window.bridge.document.head.personas[-1].name == "Madame Petit"


def test_what_is_removed_elsewhere_leaves_the_inspector(open_window: Open) -> None:
    from visavis.blueprint.editing.commands import RemoveElements

    window = open_window()
    window.fly_to("o1")
    assert window.inspector.subject == StepSubject("o1")
    window.bridge.do(RemoveElements(steps=("o1",)))
    assert window.inspector.subject != StepSubject("o1")


def test_nothing_in_the_inspector_is_wider_than_the_panel(open_window: Open) -> None:
    window = open_window()
    for one in ("b3", "a8", "c9"):
        window.fly_to(one)
        assert need(window.inspector.scroll_area.widget()).minimumSizeHint().width() <= window.inspector.minimumWidth()
    window.bridge.select(())
    assert need(window.inspector.scroll_area.widget()).minimumSizeHint().width() <= window.inspector.minimumWidth()


def test_hostile_titles_are_plain_text(open_window: Open) -> None:
    from visavis.blueprint.editing.commands import EditStep

    window = open_window()
    window.bridge.do(EditStep("c5", title="<b>gras</b> & <script>" + "é" * 400))
    window.fly_to("c5")
    assert window.inspector._title.text().startswith("<b>gras</b> & <script>")
    assert window.inspector._title.textFormat() == Qt.TextFormat.PlainText
    assert all(isinstance(editor, ChipsEditor) or editor.isVisibleTo(window)
               for key, editor in window.inspector.editors.items() if key == "title")


def test_every_list_can_be_added_to(open_window: Open) -> None:
    window = open_window()
    for group in LIST_FIELDS:
        part = next(one for one in window.inspector._lists if one._group == group)
        before = len(getattr(window.bridge.document.head, group))
        part._add()
        assert len(getattr(window.bridge.document.head, group)) == before + 1, group
        window.bridge.select(())
        window.inspector.inspect(HeadSubject())


@pytest.mark.english
def test_clauses_tell_for_whom_they_fail_and_where(open_window: Open, qtbot: QtBot) -> None:
    from visavis.blueprint.editing.commands import AddAvoidClause

    window = open_window()
    clauses = list_of(window, "avoid")
    texts = [child.text() for child in clauses.findChildren(QLabel)]
    assert any(text.startswith("fails for Madame Nguyen: ") for text in texts)
    window.bridge.do(AddAvoidClause(text="Jamais plus de mille jours", limit={"value": 1000, "unit": "day"}))
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)
    names = [child.accessibleName() for child in clauses.findChildren(QPushButton)]
    assert "✓ Jamais plus de mille jours" in names
    assert any(name.startswith("✗ ") for name in names)


@pytest.mark.english
def test_another_document_is_shown_as_it_is(open_window: Open) -> None:
    window = open_window(APA)
    window.inspector.inspect(HeadSubject())
    document = window.bridge.document
    window.bridge.replace(document.replace(head=document.head.model_copy(update={"title": "Un autre titre"}), steps=(),
                                           flows=()))
    shown = [label.text() for label in window.inspector.findChildren(QLabel)]
    assert "Un autre titre" in shown
    assert any(text.startswith("0 steps") for text in shown)
    assert "Un autre titre" in [field.text() for field in window.inspector.findChildren(QLineEdit)]


def test_a_lane_and_a_phase_are_given_a_colour_and_lose_it_again(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    document = window.bridge.document
    lane, phase = document.head.lanes[1], document.head.phases[0]
    for group, element, colour in (("lanes", lane, "green"), ("phases", phase, "plum")):
        window.inspector.inspect(ListedSubject(group, element.id))
        chip = need(window.inspector.editors["colour"], ChipsEditor).chips[colour]
        assert not chip.icon().isNull()
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    window.canvas.finish_writing()
    theme = window.canvas.theme
    assert window.bridge.document.lane_by_id[lane.id].colour == "green"
    drawing = need(window.canvas.picture).drawing
    strip, arrow = drawing.lane(lane.id), drawing.phase(phase.id)
    assert need(need(strip).primitives[0], Box).fill == theme.colours[Colour.GREEN].tint
    assert need(need(arrow).primitives[0], Path).fill == theme.of_phase(window.bridge.document.head.phases[0], 0)
    assert need(need(arrow).primitives[0], Path).fill != theme.phases[0]
    QTest.mouseClick(need(window.inspector.editors["colour"], ChipsEditor).chips["plum"], Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.phases[0].colour is None


def test_a_persona_is_given_a_portrait(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    window.inspector.inspect(ListedSubject("personas", window.bridge.document.head.personas[0].id))
    chips = need(window.inspector.editors["portrait"], ChipsEditor).chips
    assert set(chips) == set(Portrait) == set(PORTRAIT_ICONS)
    QTest.mouseClick(chips["carer"], Qt.MouseButton.LeftButton)
    assert window.bridge.document.head.personas[0].portrait == "carer"
    assert [name for name, chip in chips.items() if chip.isChecked()] == ["carer"]


def test_the_rows_of_a_list_are_made_when_it_comes_in_sight(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(APA)
    inspector, lists = window.inspector, window.inspector._lists
    items, last = lists[4], lists[-1]
    assert not row_names(items)
    body = need(inspector.scroll_area.widget(), QWidget)
    QTest.qWait(50)
    place, room = items.y(), body.height()
    inspector.scroll_area.verticalScrollBar().setValue(place)
    qtbot.waitUntil(lambda: row_names(items) == [item.name for item in window.bridge.document.head.items])
    assert not last._is_wanted
    # Nothing moves under the hand when rows come: there was room for them.
    assert (items.y(), body.height()) == (place, room)


def test_whoever_is_read_the_window_to_hears_rows_and_choices_that_no_one_looked_at(
        open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QAccessible

    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    window = open_window(APA)
    assert all(row_names(part) for part in window.inspector._lists if getattr(window.bridge.document.head, part._group))
    assert need(window.inspector.editors["rules"], ChoiceEditor).combo.count() > 1


def test_another_kind_of_thing_is_shown_from_its_top(open_window: Open) -> None:
    window = open_window(APA)
    bar = window.inspector.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.inspector.inspect(StepSubject("c5"))
    assert bar.value() == 0


def test_who_goes_into_the_inspector_by_keyboard_finds_every_row(open_window: Open) -> None:
    window = open_window(APA)
    first = need(window.inspector.editors["title"], LineEditor).line
    assert not row_names(window.inspector._lists[4])
    first.setFocus()
    names = [persona.name for persona in window.bridge.document.head.personas]
    names += [f"{tr('+ Add')} · {tr(LIST_TITLES['personas'])}"]
    names += [phase.name for phase in window.bridge.document.head.phases]
    stops, stop = list[str](), need(first.nextInFocusChain(), QWidget)
    while stop is not first:
        if window.inspector.isAncestorOf(stop):
            stops.append(stop.accessibleName())
        stop = need(stop.nextInFocusChain(), QWidget)
    assert [name for name in stops if name in names] == names


@pytest.mark.english
def test_of_a_long_list_the_rest_is_shown_when_asked_for(open_window: Open, qtbot: QtBot) -> None:
    session = EditSession(load(APA).document)
    for _ in range(MOST_ROWS + 5):
        session.do(AddPhase(name="Suite"))
    window = open_window(session.document)
    phases = window.bridge.document.head.phases
    part = list_of(window, "phases")

    def named() -> list[str]:
        return [button.accessibleName() for button in part.findChildren(QPushButton) if button.isVisibleTo(part)]

    assert sum(name == "Suite" for name in named()) < len(phases)
    rest = next(button for button in part.findChildren(QPushButton) if button.text() == f"Show all {len(phases)}")
    QTest.mouseClick(rest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sum(name == "Suite" for name in named()) == MOST_ROWS + 5)


@pytest.mark.slow
def test_icons_can_be_told_from_what_they_stand_on_in_every_theme(open_window: Open) -> None:
    window = open_window(APA)
    for _ in range(3):
        window.appearance.next_theme()
        window.inspector.inspect(HeadSubject())
        list_of(window, "phases")
        QApplication.processEvents()
        tools = [tool for tool in window.inspector.findChildren(QToolButton)
                 if not tool.icon().isNull() and tool.isVisibleTo(window.inspector)]
        assert len(tools) > 10
        background = QColor(window.canvas.theme.background)
        for tool in tools:
            image = tool.icon().pixmap(QSize(14, 14)).toImage()
            inks = {image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())
                    if image.pixelColor(x, y).alpha() > 90}
            assert max(contrast(QColor(ink).name(), background.name()) for ink in inks) >= 3, tool.accessibleName()


def chosen(qtbot: QtBot, combo: QComboBox, title: str) -> None:
    """Choose by typing the beginning of a title, as people do in a box of choices."""
    combo.setFocus()
    write(combo, title)
    QTest.keyClick(combo, ENTER)


def test_the_legal_clock_is_set_with_the_keyboard(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(unclocked())
    window.inspector.inspect(ServiceSubject())
    editors = window.inspector.editors
    chosen(qtbot, need(editors["legal_clock.starts"], ChoiceEditor).combo, "Enregistre le dossier")
    chosen(qtbot, need(editors["legal_clock.stops"], ChoiceEditor).combo, "Décide et notifie")
    more = need(editors["legal_clock.pauses"], StepsEditor).more
    more.setFocus()
    write(more, "Recherche la pièce manquante")
    QTest.keyClick(more, ENTER)
    assert window.bridge.document.head.service.legal_clock == LegalClock(starts="b4", stops="b10", pauses=("c8",))
    assert more.text() == ""
    write(more, "Une étape qui n’existe pas")
    QTest.keyClick(more, ENTER)
    assert window.inspector._faults["legal_clock.pauses"].isVisible()
    assert more.text() == "Une étape qui n’existe pas"
    more.clear()
    (away,) = [one for one in editors["legal_clock.pauses"].findChildren(QToolButton)
               if "Recherche la pièce manquante" in one.accessibleName()]
    away.setFocus()
    QTest.keyClick(away, Qt.Key.Key_Space)
    assert window.bridge.document.head.service.legal_clock == LegalClock(starts="b4", stops="b10")
    typed(qtbot, window, "hours_per_day", "7,8")
    assert window.bridge.document.head.service.hours_per_day == 7.8


def test_one_step_for_both_ends_is_refused_beside_the_field(open_window: Open) -> None:
    window = open_window(unclocked())
    window.inspector.inspect(ServiceSubject())
    for key in ("starts", "stops"):
        combo = need(window.inspector.editors[f"legal_clock.{key}"], ChoiceEditor).combo
        combo.setCurrentIndex(combo.findData("b10"))
        combo.activated.emit(combo.currentIndex())
    assert window.bridge.document.head.service.legal_clock == LegalClock(starts="b10")
    assert "Décide et notifie" in window.inspector._faults["legal_clock.stops"].text()
    assert need(window.inspector.editors["legal_clock.stops"], ChoiceEditor).combo.currentData() is None


def unclocked() -> BlueprintDocument:
    session = EditSession(load(APA).document)
    session.do(EditService(legal_clock=None))
    return session.document


def test_the_record_is_a_way_from_the_blueprint(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    # Names for screen readers have ordinary spaces where the language has narrow or fixed ones.
    name = " ".join(tr("Record: version, authors, contact…").split())
    way = next(one for one in window.inspector.findChildren(QPushButton) if name in one.accessibleName())
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Space)
    assert window.inspector.subject == RecordSubject()
    typed(qtbot, window, "version", "2.1")
    text = need(window.inspector.editors["contact"].focusProxy(), QPlainTextEdit)
    text.setFocus()
    text.selectAll()
    write(text, "Maison de l’autonomie, 02 00 00 00 00")
    QTest.keyClick(text, ENTER, Qt.KeyboardModifier.ControlModifier)
    record = window.bridge.document.head.record
    assert (record.version, record.contact) == ("2.1", "Maison de l’autonomie, 02 00 00 00 00")
    assert tr(need(window.bridge.session.undo_title)) == tr("Edit the record: version, authors, contact")
    window.bridge.undo()
    window.bridge.undo()
    assert window.bridge.document.head.record.version != "2.1"


def unended(kind: str) -> BlueprintDocument:
    session = EditSession(load(APA).document)
    session.do(EditStep("o3", kind=kind, outcome=None))
    return session.document


@pytest.mark.parametrize("kind", ["action", "outcome"])
def test_an_end_without_an_outcome_becomes_one_in_one_click(open_window: Open, qtbot: QtBot, kind: str) -> None:
    window = open_window(unended(kind))
    window.fly_to("c5")
    assert not window.inspector._end.isVisible()
    window.fly_to("o3")
    end = window.inspector._end
    assert end.isVisible()
    assert [label.text() for label in end.findChildren(QLabel)] == [tr("The journey ends here; its outcome is not stated.")]
    end.fix_buttons[0].setFocus()
    QTest.keyClick(end.fix_buttons[0], Qt.Key.Key_Space)
    assert (step(window, "o3").kind, step(window, "o3").outcome) == ("outcome", "granted")
    assert not window.inspector._end.isVisible()
    assert need(window.inspector.editors["outcome"], ChoiceEditor).combo.hasFocus()
    window.bridge.undo()
    assert (step(window, "o3").kind, step(window, "o3").outcome) == (kind, None)
    assert window.inspector._end.isVisible()


def test_a_field_with_parts_is_gone_to_by_its_name(open_window: Open) -> None:
    window = open_window()
    window.inspector.inspect(ServiceSubject())
    window.inspector.focus_field("legal_clock")
    assert need(window.inspector.editors["legal_clock.starts"], ChoiceEditor).combo.hasFocus()


def test_the_rules_are_not_loaded_before_someone_chooses_a_set(open_window: Open) -> None:
    window = open_window(BLANK)
    window.inspector.inspect(HeadSubject())
    editor = window.inspector.editors["rules"]
    assert isinstance(editor, ChoiceEditor)
    assert editor.combo.count() == 1
    editor.setFocus()
    sets = [editor.combo.itemData(index) for index in range(editor.combo.count())]
    assert sets[0] is None
    assert {"recommended", "all", "legal-fr"} <= set(sets)
    editor.combo.setCurrentIndex(editor.combo.findData("legal-fr"))
    editor.combo.activated.emit(editor.combo.currentIndex())
    assert window.bridge.document.head.rules == "legal-fr"
    window.inspector.inspect(ServiceSubject())
    window.inspector.inspect(HeadSubject())
    again = window.inspector.editors["rules"]
    assert isinstance(again, ChoiceEditor)
    assert again.combo.currentData() == "legal-fr"
