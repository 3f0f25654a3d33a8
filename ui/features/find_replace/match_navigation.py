"""Going to where a text was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.blueprint.editing.find_replace import Match
from visavis.ui.features.inspector.inspected_subjects import (
    FlowSubject,
    HeadSubject,
    ListedSubject,
    RecordSubject,
    ServiceSubject,
    StepSubject,
)
from visavis.ui.kit.selection import NOTHING, note_refs, step_refs

if TYPE_CHECKING:
    from visavis.ui.window.main_window import MainWindow

_ONES = {"head": HeadSubject(), "service": ServiceSubject(), "record": RecordSubject()}


def show_match(window: MainWindow, match: Match) -> None:
    """Show what a match stands in: on the canvas where it is drawn, and in the inspector; the focus stays."""
    canvas, inspector = window.canvas, window.inspector
    inspector.setVisible(True)
    match match.group:
        case "steps":
            window.bridge.select(step_refs(match.id))
            canvas.fly_to(match.id)
            inspector.inspect(StepSubject(match.id))
        case "flows":
            canvas.navigation.go_to_flow(match.id)
            inspector.inspect(FlowSubject(match.id))
        case "head" | "service" | "record":
            inspector.inspect(_ONES[match.group])
        case group:
            window.bridge.select(note_refs(match.id) if group == "notes" else NOTHING)
            inspector.inspect(ListedSubject(group, match.id))
