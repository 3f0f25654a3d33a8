"""What is selected: references to elements of a document. Each kind has its own ids, so an id alone names nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from visavis.blueprint.model import BlueprintDocument


class ElementKind(StrEnum):
    """The kinds of elements that can be selected."""

    STEP = "step"
    FLOW = "flow"
    NOTE = "note"
    LANE = "lane"
    PHASE = "phase"


class ElementRef(NamedTuple):
    """One element of a document: a step, a flow, a note, a lane or a phase, and its id among those."""

    kind: ElementKind
    id: str


Selection = frozenset[ElementRef]
NOTHING: Selection = frozenset()


def step_refs(*ids: str) -> Selection:
    """Return a selection of steps."""
    return _refs(ElementKind.STEP, ids)


def flow_refs(*keys: str) -> Selection:
    """Return a selection of flows."""
    return _refs(ElementKind.FLOW, keys)


def note_refs(*ids: str) -> Selection:
    """Return a selection of notes."""
    return _refs(ElementKind.NOTE, ids)


def lane_refs(*ids: str) -> Selection:
    """Return a selection of lanes."""
    return _refs(ElementKind.LANE, ids)


def phase_refs(*ids: str) -> Selection:
    """Return a selection of phases."""
    return _refs(ElementKind.PHASE, ids)


def ids_of(selection: Iterable[ElementRef], kind: ElementKind) -> frozenset[str]:
    """Return the ids of the selected elements of a kind."""
    return frozenset(ref.id for ref in selection if ref.kind is kind)


def keep_existing(selection: Selection, document: BlueprintDocument) -> Selection:
    """Return what of a selection a document has."""
    known = {ElementKind.STEP: document.step_by_id, ElementKind.FLOW: document.flow_by_key,
             ElementKind.NOTE: {note.id for note in document.head.notes},
             ElementKind.LANE: document.lane_by_id, ElementKind.PHASE: document.phase_by_id}
    return frozenset(ref for ref in selection if ref.id in known[ref.kind])


def _refs(kind: ElementKind, ids: Iterable[str]) -> Selection:
    return frozenset(ElementRef(kind, one) for one in ids)
