"""What the palette offers: each entry is a tool that adds one kind of thing, and can be dragged and dropped."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from visavis.blueprint.language import N_
from visavis.blueprint.model import LaneKind, StepKind

# The payload is the name of an entry, in ASCII.
MIME_TYPE = "application/x-visavis-palette"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to add: the tool's name, what it is called, its icon's name in `templates/icons`, and what it makes.

    `kind` is None for notes. `lanes` are the kinds of lanes it belongs into; empty means any.
    """

    tool: str
    title: str
    icon: str
    kind: StepKind | None
    lanes: tuple[LaneKind, ...] = ()


PALETTE: tuple[PaletteEntry, ...] = (
    PaletteEntry("add-action", N_("Action"), "users", StepKind.ACTION),
    PaletteEntry("add-wait", N_("Wait"), "hourglass", StepKind.WAIT),
    PaletteEntry("add-decision", N_("Decision"), "scale", StepKind.DECISION),
    PaletteEntry("add-outcome", N_("Outcome"), "flag", StepKind.OUTCOME),
    PaletteEntry("add-evidence", N_("Evidence"), "file-text", StepKind.EVIDENCE, (LaneKind.EVIDENCE,)),
    PaletteEntry("add-support", N_("Support"), "monitor", StepKind.ACTION, (LaneKind.SUPPORT,)),
    PaletteEntry("add-note", N_("Note"), "sticky-note", None),
)
_BY_TOOL = {entry.tool: entry for entry in PALETTE}


def entry_of(tool: str) -> PaletteEntry:
    """Return the entry of a tool's name; raises KeyError."""
    return _BY_TOOL[tool]


def mime_of(entry: PaletteEntry) -> QMimeData:
    """Return what a drag of the entry carries."""
    data = QMimeData()
    data.setData(MIME_TYPE, entry.tool.encode("ascii"))
    return data


def entry_in(data: QMimeData) -> PaletteEntry | None:
    """Return the palette entry that a drag carries, if it carries one."""
    if not data.hasFormat(MIME_TYPE):
        return None
    return _BY_TOOL.get(bytes(data.data(MIME_TYPE).data()).decode("ascii", "replace"))
