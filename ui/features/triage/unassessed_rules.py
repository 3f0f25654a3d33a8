"""The rules that could not be judged: what each lacks, and a way to the field that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from visavis.blueprint.model import Actor, BlueprintDocument, Flow, Item, Persona
from visavis.ui.features.inspector.inspected_subjects import (
    FlowSubject,
    HeadSubject,
    ListedSubject,
    ServiceSubject,
    StepSubject,
    Subject,
)
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import label, link

if TYPE_CHECKING:
    from visavis.blueprint.analysis import NotAssessed
    from visavis.blueprint.analysis.frictions.guide import Need

MOST_HEIGHT = 180


class Unassessed(QScrollArea):
    """A row for each rule that lacks something. `wanted` carries the subject and the field to fill in."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setMaximumHeight(MOST_HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_gaps(self, document: BlueprintDocument, gaps: tuple[NotAssessed, ...]) -> None:
        """Show what the rules lack."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for row, gap in enumerate(gaps):
            grid.addWidget(label(tr(gap.title), "overline", holder), row, 0)
            grid.addWidget(label("; ".join(tr(part) for part in gap.missing), "muted", holder), row, 1)
            for need in gap.needs[:1]:
                subject = subject_of(document, gap, need)
                if subject is not None:
                    grid.addWidget(self._make_link(gap, subject, need), row, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(len(gaps), 1)
        self.setWidget(holder)

    def _make_link(self, gap: NotAssessed, subject: Subject, need: Need) -> QWidget:
        way = link(tr("Fill in"))
        way.setAccessibleName(tr("Fill in what {rule} lacks", rule=tr(gap.title)))
        way.clicked.connect(lambda: self.wanted.emit(subject, need.field))
        return way


def subject_of(document: BlueprintDocument, gap: NotAssessed, need: Need) -> Subject | None:
    """Return what the inspector should show so that a missing field can be filled in; None where there is nothing."""
    from visavis.blueprint.analysis.frictions.guide import InputElement
    from visavis.blueprint.analysis.frictions.rule_inputs import elements_of, is_told
    from visavis.blueprint.remedies import open_ends

    steps = [name for name in gap.steps if name in document.step_by_id]
    match need.element:
        case InputElement.SERVICE:
            return ServiceSubject()
        case InputElement.HEAD:
            return HeadSubject()
        case InputElement.STEP if need.field == "outcome" and (ends := open_ends(document)):
            return StepSubject(ends[0])
        case InputElement.STEP:
            untold = [name for name in steps if not is_told(document.step_by_id[name], need.field)]
            first = next(iter(untold or steps), None)
            if first is None and document.steps:
                first = document.steps[0].id
            return StepSubject(first) if first is not None else None
        case InputElement.FLOW:
            flows = [flow for name in steps for flow in document.flows_from.get(name, ())]
            # Of an input that the whole document lacks no step is named.
            flow = next(iter([*flows, *elements_of(document, need)]), None)
            return FlowSubject(flow.key) if isinstance(flow, Flow) else None
        case _:
            elements = elements_of(document, need)
            lacking = [one for one in elements if not is_told(one, need.field)]
            chosen = next(iter(lacking or elements), None)
            lists = {InputElement.ITEM: "items", InputElement.ACTOR: "actors", InputElement.PERSONA: "personas"}
            if isinstance(chosen, Item | Actor | Persona):
                return ListedSubject(lists[need.element], chosen.id)
            return HeadSubject()
