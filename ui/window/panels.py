"""Every panel of the window in one table: tabs, menus, search, colours, folding and closing are made from it.

A row adds a panel. Its class is a `Panel`; a function beside the table makes it and connects it with the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from visavis.blueprint.language import N_
from visavis.ui.canvas.keys import key_text
from visavis.ui.canvas.view import BlueprintView
from visavis.ui.features.frictions.frictions_panel import FrictionsPanel
from visavis.ui.features.inspector.inspected_subjects import Subject
from visavis.ui.features.inspector.inspector_panel import Inspector
from visavis.ui.features.palette import Palette
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

# The screen that is none of the panels: the canvas.
DRAW = "draw"
FRICTION_KEYS = "Ctrl+J"


class PanelArea(Enum):
    """Where a panel stands."""

    LEFT = auto()
    RIGHT = auto()
    BELOW = auto()
    """Under the canvas; when someone goes there, in its place."""
    WHOLE = auto()
    """In place of the canvas and all other panels."""


class PanelHost(Protocol):
    """What a panel may ask of the window that it is in."""

    bridge: SessionBridge
    settings: UserSettings
    canvas: BlueprintView

    @property
    def screen_shown(self) -> SignalInstance:
        """Carries the name of the screen that the window went to."""

    def go_to(self, name: str) -> None:
        """Go to a screen."""

    def visible_panels(self) -> Sequence[QWidget]:
        """Return what of the panels is in sight."""

    def fly_to(self, step_id: str) -> None:
        """Show a step on the canvas and select it."""

    def fill_in(self, subject: Subject, field: str) -> None:
        """Show what lacks something, and put the focus into the missing field."""

    def look_at(self, subject: Subject) -> None:
        """Show something in the inspector, and on the canvas where that is in sight."""

    def explain(self, hotspot: Hotspot) -> None:
        """Show what a friction means, costs and takes to be mended."""

    def add_lane(self, kind: str) -> None:
        """Add a lane of a kind below the last one of that kind."""

    def source(self) -> Path | None:
        """Return where the document was read from."""

    def create_to_be(self) -> None:
        """Begin the to-be of the document, in its place."""

    def export_comparison(self) -> None:
        """Ask where to write the page before and after."""

    def show_costs(self) -> None:
        """Show what a case costs, and what a year comes to."""


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """A panel: its name, where it stands, how it is made.

    `title` is that of its tab and of its place in the search; without one, no one goes there. `toggle` is what the
    View menu calls it, where it is shown and hidden, with `keys`. One that is not there `at_start` is made when it is
    first shown: a window starts sooner without it.
    """

    name: str
    area: PanelArea
    make: Callable[[PanelHost], Panel]
    title: str = ""
    toggle: str = ""
    keys: str = ""
    at_start: bool = False

    def __post_init__(self) -> None:
        if self.at_start and self.area is PanelArea.WHOLE:
            raise ValueError(f"{self.name}: a window cannot start with a panel in place of everything")


def _make_table(host: PanelHost) -> Panel:
    from visavis.ui.features.table.table_panel import TablePanel

    panel = TablePanel(host.bridge, host.settings)
    panel.went_to.connect(host.look_at)
    panel.left.connect(lambda: host.go_to(DRAW))
    return panel


def _make_palette(host: PanelHost) -> Panel:
    panel = Palette()
    panel.taken.connect(host.canvas.set_tool)
    panel.lane_asked.connect(host.add_lane)
    panel.phase_asked.connect(host.canvas.add_phase)
    host.canvas.tool_changed.connect(panel.show_tool)
    return panel


def _make_inspector(host: PanelHost) -> Panel:
    return Inspector(host.bridge, host.settings)


def _make_frictions(host: PanelHost) -> Panel:
    panel = FrictionsPanel(host.bridge, host.settings, key_text(FRICTION_KEYS))
    panel.chosen.connect(host.fly_to)
    panel.explained.connect(host.explain)
    host.screen_shown.connect(lambda name: panel.show_as_page(name == "frictions"))
    panel.wanted.connect(host.fill_in)
    panel.page_asked.connect(lambda asked: host.go_to("frictions" if asked else DRAW))
    return panel


def _make_journeys(host: PanelHost) -> Panel:
    from visavis.ui.features.journeys.journeys_panel import JourneysPanel
    from visavis.ui.features.journeys.replay_starter import ReplayStarter

    panel = JourneysPanel(host.bridge)
    panel.costs_asked.connect(host.show_costs)
    starter = ReplayStarter(panel, host.canvas, lambda: host.go_to(DRAW), host.visible_panels)
    host.screen_shown.connect(starter.end)
    return panel


def _make_redesign(host: PanelHost) -> Panel:
    from visavis.ui.features.redesign.redesign_panel import RedesignPanel

    panel = RedesignPanel(host.bridge, host.source)
    panel.print_asked.connect(host.export_comparison)
    panel.empty.to_be_asked.connect(host.create_to_be)
    return panel


# In the order of tabs and menus; panels of one area stand in this order, too.
PANELS: tuple[PanelSpec, ...] = (
    PanelSpec("table", PanelArea.BELOW, _make_table, N_("Table"),
              N_("Table below the drawing"), "Ctrl+Shift+T"),
    PanelSpec("palette", PanelArea.LEFT, _make_palette, toggle=N_("Palette"), at_start=True),
    PanelSpec("inspector", PanelArea.RIGHT, _make_inspector, toggle=N_("Inspector"), keys="Ctrl+I",
              at_start=True),
    PanelSpec("frictions", PanelArea.BELOW, _make_frictions, N_("Frictions"),
              N_("Frictions"), FRICTION_KEYS, at_start=True),
    PanelSpec("journeys", PanelArea.WHOLE, _make_journeys, N_("Journeys")),
    PanelSpec("redesign", PanelArea.WHOLE, _make_redesign, N_("Redesign")),
)


def screens() -> tuple[tuple[str, str], ...]:
    """Return the screens of the window with their titles: the drawing, then each panel that has a tab."""
    return (DRAW, N_("Draw")), *((spec.name, spec.title) for spec in PANELS if spec.title)
