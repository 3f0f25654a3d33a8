"""Which lanes a projection shows: those that the activity asks for, dimmed those it will, and folded what is idle."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.viewport.presentation_page import DimmedLane
from visavis.blueprint.model import BlueprintDocument, Cell, Lane, LaneKind
from visavis.ui.features.workshop.workshop_session import WorkshopSession
from visavis.ui.kit.i18n import tr

# What stays in the strip until an activity asks for it: the room looks at who meets whom.
ASKED_FOR = (LaneKind.EVIDENCE, LaneKind.SUPPORT)


@dataclass(frozen=True, slots=True)
class LanesInTurn:
    """The ids of the lanes on the page, those of them that are dimmed, and how many steps each lane has there."""

    shown: tuple[str, ...]
    dimmed: tuple[DimmedLane, ...]
    steps: dict[str, int]


def choose_lanes(document: BlueprintDocument, columns: Collection[tuple[str, int]], session: WorkshopSession,
                 turned: Collection[str]) -> LanesInTurn:
    """Return the lanes of a page; `turned` are those that someone folded or unfolded by hand."""
    steps = {lane.id: 0 for lane in document.head.lanes}
    for step in document.steps:
        if (step.phase, step.column) in columns:
            steps[step.lane] += 1
    busy = {lane for lane, count in steps.items() if count} | set(_lanes_with_notes(document, columns))
    shown = [lane for lane in document.head.lanes
             if _is_shown(lane, document, session, busy) is not (lane.id in turned)]
    if not shown:
        citizens = [lane for lane in document.head.lanes if lane.kind is LaneKind.CITIZEN]
        shown = [*citizens, *document.head.lanes][:1]
    dimmed = tuple(DimmedLane(lane.id, _caption(lane, session)) for lane in shown
                   if not is_lit(lane, session) and lane.id not in turned)
    return LanesInTurn(tuple(lane.id for lane in shown), dimmed, steps)


def is_lit(lane: Lane, session: WorkshopSession) -> bool:
    """Return whether an activity asks for a lane now; without a script all are."""
    return session.activity is None or lane.kind in session.activity.lanes


def is_newly_lit(lane: Lane, session: WorkshopSession) -> bool:
    """Return whether an activity asks for a lane that the one before did not ask for."""
    if session.script is None or not is_lit(lane, session):
        return False
    return session.index == 0 or lane.kind not in session.script.parts[session.index - 1].lanes


def _is_shown(lane: Lane, document: BlueprintDocument, session: WorkshopSession, busy: Collection[str]) -> bool:
    activity = session.activity
    if lane.kind in ASKED_FOR and (activity is None or lane.kind not in activity.lanes):
        return False
    if lane.id in busy:
        return True
    if not is_lit(lane, session) or (activity is not None and activity.writes != "steps"):
        return False
    # Where steps are written there is one empty lane of each kind to write them in.
    alike = [one.id for one in document.head.lanes if one.kind is lane.kind]
    return alike[0] == lane.id and not any(one in busy for one in alike)


def _lanes_with_notes(document: BlueprintDocument, columns: Collection[tuple[str, int]]) -> Iterator[str]:
    for note in document.head.notes:
        if isinstance(note.at, Cell) and not note.private and (note.at.phase, note.at.column) in columns:
            yield note.at.lane


def _caption(lane: Lane, session: WorkshopSession) -> str:
    number = session.number_of_next(lane.kind)
    return tr("activity {number}", number=number) if number else ""
