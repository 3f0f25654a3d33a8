"""What a paste leaves open is asked, and what of it was not understood is told, before it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QScrollArea, QVBoxLayout, QWidget

from visavis.blueprint.editing import Answers, CellLike, Command, LaneQuestion, UnitQuestion, read_paste
from visavis.blueprint.editing.commands import AddLane, AddListedSteps, CompositeCommand
from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.language import N_
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, LaneKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.scrolling_dialog import ScreenDialog
from visavis.ui.kit.widgets import ChoiceBox, label

# Pixels: the dialog's width, its margin, and the most that questions and the list take.
WIDTH, MARGIN, GAP, ASKED, LISTED = 560, 20, 8, 300, 150
LETTERS = 80
# Units as the reader of times knows them, and as people choose them; "" holds no times.
UNITS: Mapping[str, str] = MappingProxyType({
    "min": N_("minutes"), "h": N_("hours"), "j": N_("days"), "jours ouvrés": N_("working days"), "sem": N_("weeks"),
    "mois": N_("months"), "": N_("not times: they stay in the details"),
})
NEW_LANES = tuple(facts.kind for facts in LANE_KINDS.values() if not facts.is_evidence)


@dataclass(frozen=True, slots=True)
class PasteAnswers:
    """What someone answered: the units of columns, and the lanes of names that have none; a new one by its kind."""

    units: Mapping[int, str] = field(default_factory=dict)
    lanes: Mapping[str, str] = field(default_factory=dict)
    new_lanes: Mapping[str, LaneKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextPaste:
    """Text that becomes steps, from a cell on or after a step."""

    text: str
    cell: CellLike
    after: str | None

    def command(self, document: BlueprintDocument, answers: PasteAnswers | None = None) -> Command:
        """Return what adds the steps, and before them the lanes that are new; one undo step."""
        answers = answers or PasteAnswers()
        lanes = {fold_text(name): lane for name, lane in answers.lanes.items()}
        fresh: list[Command] = []
        for name, kind in answers.new_lanes.items():
            lane = lanes[fold_text(name)] = slug(name, {*document.lane_by_id, *lanes.values()}, "lane")
            fresh.append(AddLane(id=lane, name=name, kind=kind))
        listing = read_paste(self.text, document, Answers(answers.units, lanes))
        steps = AddListedSteps(listing.lines, self.cell, self.after)
        return CompositeCommand(steps.caption, (*fresh, steps)) if fresh else steps


class PasteDialog(ScreenDialog):
    """Asks for units and lanes, each once, and lists what stays as it was written."""

    def __init__(self, paste: TextPaste, document: BlueprintDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paste, self._document = paste, document
        listing = read_paste(paste.text, document)
        self.setWindowTitle(tr("Paste steps"))
        self.setMinimumWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self._column.setSpacing(GAP)
        self._choices: dict[ChoiceBox, list[str | LaneKind]] = {}
        text = interface_language.translator.plural("This makes {count} step", "This makes {count} steps",
                                                    listing.steps)
        self._column.addWidget(label(text, "title", self))
        self._questions = QVBoxLayout()
        self.units = {asked.column: self._ask_unit(asked) for asked in listing.units}
        self.lanes = {asked.name: self._ask_lane(asked) for asked in listing.lanes}
        self._area = self._make_scroll_area() if self._choices else None
        if self._area is not None:
            self._column.addWidget(self._area)
        self.heading = label(tr("Not understood: it stays as it was written"), "overline", self)
        self._column.addWidget(self.heading)
        self.unread = QListWidget(self)
        self.unread.setAccessibleName(self.heading.text())
        self.unread.setWordWrap(True)
        self.unread.setFixedHeight(LISTED)
        self._column.addWidget(self.unread)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.paste = self.buttons.addButton(tr("Paste"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.paste.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._column.addWidget(self.buttons)
        self._check_answers()
        next(iter(self._choices), self.paste).setFocus()

    def answers(self) -> PasteAnswers:
        """Return what was chosen so far."""
        units = {column: str(self._is_chosen(box)) for column, box in self.units.items() if box.currentIndex() > 0}
        chosen = {name: self._is_chosen(box) for name, box in self.lanes.items() if box.currentIndex() > 0}
        fresh = {name: lane for name, lane in chosen.items() if isinstance(lane, LaneKind)}
        return PasteAnswers(units, {name: str(lane) for name, lane in chosen.items() if name not in fresh}, fresh)

    def _is_chosen(self, box: ChoiceBox) -> str | LaneKind:
        return self._choices[box][box.currentIndex() - 1]

    def _make_scroll_area(self) -> QScrollArea:
        """Return the questions, however many, in no more than their room."""
        self._inside = inside = QWidget()
        self._questions.setContentsMargins(0, 0, GAP, 0)
        self._questions.addStretch(1)
        inside.setLayout(self._questions)
        area = QScrollArea(self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """Give the questions the height that they need in the fonts and sizes of the screen."""
        super().showEvent(event)
        if self._area is not None:
            needed = self._questions.totalHeightForWidth(self._area.viewport().width())
            # Wrapping labels want more height than they need at this width.
            self._inside.setMinimumHeight(needed)
            self._area.setFixedHeight(min(ASKED, needed + 2 * self._area.frameWidth()))
            self.adjustSize()

    def _ask_unit(self, asked: UnitQuestion) -> ChoiceBox:
        examples = ", ".join(one[:LETTERS] for one in asked.examples)
        question = tr("“{heading}” has numbers without a unit ({examples}): they are …",
                      heading=asked.heading[:LETTERS], examples=examples)
        return self._question(question, [(unit, tr(words)) for unit, words in UNITS.items()])

    def _ask_lane(self, asked: LaneQuestion) -> ChoiceBox:
        rows = interface_language.translator.plural("{count} row", "{count} rows", asked.rows)
        question = tr("No lane is called “{name}” ({rows}): they go to …", name=asked.name[:LETTERS], rows=rows)
        if not asked.name:
            question = tr("No lane named ({rows}): they go to …", rows=rows)
        choices: list[tuple[str | LaneKind, str]] = [(lane.id, lane.name) for lane in self._document.head.lanes]
        if asked.name:
            choices += [(kind, tr("a new lane of that name: {kind}", kind=word("lane-kind", kind.value)))
                        for kind in NEW_LANES]
        return self._question(question, choices)

    def _question(self, words: str, choices: Sequence[tuple[str | LaneKind, str]]) -> ChoiceBox:
        question = label(words, "", self)
        policy = question.sizePolicy()
        policy.setHeightForWidth(True)
        question.setSizePolicy(policy)
        self._questions.addWidget(question)
        box = ChoiceBox(self)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setAccessibleName(words)
        box.addItem("—")
        box.addItems([" ".join(text.split())[:LETTERS] for _, text in choices])
        self._choices[box] = [value for value, _ in choices]
        box.currentIndexChanged.connect(self._check_answers)
        self._questions.addWidget(box)
        return box

    def _check_answers(self, *_: object) -> None:
        """List what is not understood as things stand, and let it be pasted once everything is answered."""
        boxes = (*self.units.values(), *self.lanes.values())
        is_answered = all(box.currentIndex() > 0 for box in boxes)
        self.paste.setEnabled(is_answered)
        listing = read_paste(self._paste.text, self._document, Answers(self.answers().units))
        asked = {example for unit in listing.units for example in unit.examples}
        self.unread.clear()
        for one in listing.unread:
            if one.text not in asked:
                words = one.text[:LETTERS]
                where = tr("line {number}: {text}", number=one.line, text=words) if one.line else words
                self.unread.addItem(" — ".join(filter(None, (where, tr(one.outcome)))))
        for part in (self.heading, self.unread):
            part.setVisible(self.unread.count() > 0)
