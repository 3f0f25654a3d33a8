"""The model: frozen elements, the document, and what makes one valid."""

from blueprint.model.document import FORMAT, BlueprintDocument
from blueprint.model.durations import Exponential, Pert, Time, iso, mean_minutes, minutes
from blueprint.model.elements import (
    Actor,
    AvoidClause,
    Cell,
    DeclaredChannel,
    Element,
    Flow,
    Head,
    Informs,
    Item,
    Lane,
    Limit,
    Note,
    Persona,
    Phase,
    Scope,
    Service,
    Step,
    ThresholdSetting,
    TriageNote,
    Waiver,
)
from blueprint.model.problems import BlueprintError, DocumentInvalid, Problem
from blueprint.model.vocabulary import (
    Basis,
    Channel,
    Colour,
    FlowKind,
    ItemKind,
    Join,
    LaneKind,
    LegalMark,
    LimitUnit,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    Portrait,
    Side,
    Split,
    State,
    StepKind,
    TriageState,
    WaiverReason,
)

__all__ = [
    "FORMAT", "Actor", "AvoidClause", "Basis", "BlueprintDocument", "BlueprintError", "Cell", "Channel", "Colour",
    "DeclaredChannel", "DocumentInvalid", "Element", "Exponential", "Flow", "FlowKind", "Head", "Informs", "Item",
    "ItemKind", "Join", "Lane", "LaneKind", "LegalMark", "Limit", "LimitUnit", "Marker", "Note", "NoteKind",
    "Outcome", "Persona", "Pert", "Phase", "PlaceKind", "Portrait", "Problem", "Scope", "Service", "Side", "Split",
    "State", "Step", "StepKind", "ThresholdSetting", "Time", "TriageNote", "TriageState", "Waiver", "WaiverReason",
    "iso", "mean_minutes", "minutes",
]
