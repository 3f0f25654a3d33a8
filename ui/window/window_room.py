"""How much room a window has, and what of its parts gives way: decided here, obeyed by the parts.

Measured in logical pixels beside text of the usual size, so that a small laptop at 200 % and a large screen with text
of 28 points take the same road.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSplitter

from visavis.blueprint.layout import COMPACT, FULL, LayoutStyle
from visavis.ui.kit.theme_sheet import text_scale
from visavis.ui.window.side_rail import SideRail
from visavis.ui.window.window_parts import WindowParts

# Logical pixels: below these widths, and this height, something gives way; the least is what a window is offered at.
WIDE, RAIL, FOLDED, NARROW = 1600, 1200, 1000, 800
LOW = 420
# The drawing in a low window, in points: cards, and the conversation between the sides. Lane padding and gap together
# leave room for the pill of a friction, which stands half over its card; notes and slips are the drawing table's.
CARD, BAND, RIBBON = 58.0, 58.0, 11.0
LANE_PADDING, LANE_GAP, ROW_GAP = 3.0, 4.0, 10.0
# The inspector's width in logical pixels, in a wide window and in others, until somebody drags it.
ROOMY, USUAL = 312, 276
LEAST = QSize(640, 320)


@dataclass(frozen=True, slots=True)
class Room:
    """What gives way. Each property says of one part how it stands."""

    width: float
    height: float

    @property
    def has_rail(self) -> bool:
        """The inspector is opened by a rail, and stands beside the drawing only while it is."""
        return self.width < RAIL

    @property
    def inspector(self) -> int:
        """The inspector's width at first: its two columns of fields take some of a wide window."""
        return ROOMY if self.width >= WIDE else USUAL

    @property
    def folds_places(self) -> bool:
        """Places are one drop-down, the search is an icon, the document's state stands in the title's tooltip."""
        return self.width < FOLDED

    @property
    def is_narrow(self) -> bool:
        """The palette has its first tools alone, and the status bar no map."""
        return self.width < NARROW

    @property
    def folds_menus(self) -> bool:
        """The menu bar is one button of the header."""
        return self.is_narrow or self.is_low

    @property
    def is_low(self) -> bool:
        """The drawing is compact, its evidence folded, the parts around it lower: both sides stay whole."""
        return self.height < LOW


def room_of(size: QSize) -> Room:
    """Return the room of a window of so many logical pixels, with text of the size of now."""
    return Room(size.width() / text_scale(), size.height() / text_scale())


def low_style() -> LayoutStyle:
    """Return the density in which both sides of the line of interaction are whole in a low window at full size.

    It is compact, with half of the wall's conversation: nothing stands on flows there. What is said on one is told
    where it is chosen, in the status bar and in the inspector.
    """
    title = COMPACT.card_lines * COMPACT.card.size * COMPACT.leading
    return replace(COMPACT, shows_speech=False, card_foot=(CARD - title) / 2, conversation_half=BAND / 2,
                   ribbon_height=RIBBON, lane_padding=LANE_PADDING, lane_gap=LANE_GAP, row_gap=ROW_GAP,
                   note=FULL.note, note_height=FULL.note_height, note_lines=FULL.note_lines, chip=FULL.chip,
                   chip_height=FULL.chip_height, least=FULL.least)


class WindowRoom(QObject):
    """Follows a window's size and its text's, and has the parts give way."""

    def __init__(self, window: WindowParts, rail: SideRail) -> None:
        super().__init__(window)
        self._window = window
        self._rail = rail
        self._shown: Room | None = None
        # Whether the inspector stood there when the room became too small for it.
        self._had_inspector = True
        window.setMinimumSize(LEAST)
        window.installEventFilter(self)
        window.header.installEventFilter(self)
        # Where there is a rail, one of them takes the other's place, whatever opens it.
        self._beside = (window.panels.slots["inspector"].frame, window.beside)
        for part in self._beside:
            part.installEventFilter(self)
        window.appearance.theme_changed.connect(self.fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the parts to another size; what the header is hidden with hides the rail, too."""
        kind = event.type()
        if watched is self._window and kind == QEvent.Type.Resize:
            self.fit()
        elif watched is self._window.header and kind == QEvent.Type.Hide:
            self._show_rail()
        elif watched is self._window.header and kind == QEvent.Type.Show:
            self.fit()
        elif watched in self._beside and kind == QEvent.Type.ShowToParent and self._has_rail():
            for part in self._beside:
                if part is not watched:
                    part.hide()
        return False

    def fit(self, *_: object) -> None:
        """Let the parts stand as the room asks."""
        window, room = self._window, room_of(self._window.size())
        if window.header.isHidden():
            # In a projection nothing stands but the drawing; what is there afterwards is fitted then.
            return
        # A window that was projected has lost its least size.
        window.setMinimumSize(LEAST)
        before, self._shown = self._shown, room
        # First, while the canvas still has its size: it then looks at the same place in its new one.
        window.canvas.set_density(low_style() if room.is_low else FULL, folds_evidence=room.is_low)
        window.header.fit_room(folds_places=room.folds_places, folds_menus=room.folds_menus,
                               is_low=room.is_low)
        window.menuBar().setVisible(not room.folds_menus)
        window.palette_panel.fit_room(is_narrow=room.is_narrow)
        window.status.fit_room(is_narrow=room.is_narrow)
        window.frictions.fit_room(is_low=room.is_low)
        self._show_rail()
        if before is None or before.has_rail != room.has_rail:
            self._fold_inspector(has_rail=room.has_rail, is_first=before is None)
        width = USUAL if before is None else before.inspector
        if width != room.inspector:
            self._widen_inspector(width, room.inspector)
        # At once: the first look is taken from the room that there is.
        layout = window.layout()
        assert layout is not None  # a window of Qt's has one
        layout.activate()

    def hides_inspector(self) -> bool:
        """Return whether the inspector is away for want of room, not because someone wanted it so."""
        return self._shown is not None and self._shown.has_rail and self._had_inspector

    def _fold_inspector(self, *, has_rail: bool, is_first: bool) -> None:
        inspector = self._window.panels.slots["inspector"].frame
        if has_rail:
            self._had_inspector = not inspector.isHidden()
            inspector.hide()
        elif not is_first and self._had_inspector:
            inspector.show()

    def _widen_inspector(self, before: int, now: int) -> None:
        inspector = self._window.panels.slots["inspector"].frame
        splitter = inspector.parentWidget()
        assert isinstance(splitter, QSplitter)  # panels at the right stand in one
        sizes, place = splitter.sizes(), splitter.indexOf(inspector)
        # Whoever dragged it wants it as it is.
        if sizes[place] == before:
            sizes[0] += before - now
            sizes[place] = now
            splitter.setSizes(sizes)

    def _show_rail(self) -> None:
        self._rail.setVisible(self._has_rail())

    def _has_rail(self) -> bool:
        return self._shown is not None and self._shown.has_rail and not self._window.header.isHidden()
