"""What goes on in the room: which activity, how long still, and whose dots are being given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from visavis.blueprint.editing import commands
from visavis.blueprint.model import LaneKind, Note
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.session import SessionBridge

if TYPE_CHECKING:
    from visavis.blueprint.registry.workshop_scripts import Activity, Script

SECOND = 1000
MINUTE = 60


class WorkshopSession(QObject):
    """One workshop about one document.

    `changed` tells that another activity, voter or vote is on; `ticked` carries the seconds that are left, below zero
    when time is over.
    """

    changed = Signal()
    ticked = Signal(int)

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.script: Script | None = None
        self.index = 0
        self.voter = ""
        self._left = self._given = 0.0
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND)
        self._tick.timeout.connect(self._tell_time)
        bridge.document_changed.connect(lambda _: self.changed.emit())

    # -- activities

    @property
    def activity(self) -> Activity | None:
        """What is done now."""
        return self.script.parts[self.index] if self.script is not None else None

    @property
    def next_activity(self) -> Activity | None:
        """What is done next."""
        if self.script is None or self.index + 1 >= len(self.script.parts):
            return None
        return self.script.parts[self.index + 1]

    @property
    def number(self) -> int:
        """The number of what is done now among those that people write in, from 1; 0 where they do not."""
        return self.script.numbers()[self.index] if self.script is not None else 0

    @property
    def total(self) -> int:
        """How many numbers there are."""
        return max(self.script.numbers()) if self.script is not None else 0

    def number_of_next(self, kind: LaneKind) -> int:
        """Return the number of the next activity that asks for a kind of lane; 0 where none does."""
        if self.script is None:
            return 0
        coming = zip(self.script.parts, self.script.numbers(), strict=True)
        return next((number for activity, number in list(coming)[self.index + 1:] if kind in activity.lanes), 0)

    def refuse(self, words: str) -> None:
        """Tell why something was not done, where refusals are told."""
        self._bridge.refused.emit(words)

    def begin(self, script: Script | None) -> None:
        """Take a script to hand; None draws without one."""
        self.script = script
        self.go_to(0)

    def go_to(self, index: int) -> None:
        """Go to an activity; its clock waits until it is started."""
        if self.script is not None:
            self.index = max(0, min(index, len(self.script.parts) - 1))
        self._tick.stop()
        activity = self.activity
        self._left = self._given = float(MINUTE * activity.minutes) if activity is not None else 0.0
        self.changed.emit()
        self._tell_time()

    # -- the clock

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self._tick.isActive()

    def seconds_left(self) -> int:
        """Return the seconds that are left; below zero, how long time has been over."""
        gone = self._since.elapsed() / SECOND if self.is_running else 0.0
        return round(self._left - gone)

    def share_left(self) -> float:
        """Return the share of the given time that is left, 0 to 1."""
        return max(0.0, min(1.0, self.seconds_left() / self._given)) if self._given else 0.0

    def toggle_clock(self) -> None:
        """Start the clock, or let it wait."""
        if self.is_running:
            self._left -= self._since.elapsed() / SECOND
            self._tick.stop()
        else:
            self._since.start()
            self._tick.start()
        self.changed.emit()
        self._tell_time()

    def add_minute(self) -> None:
        """Give a minute more."""
        self._left += MINUTE
        self._given += MINUTE
        self._tell_time()

    def stop(self) -> None:
        """End: nothing ticks any more."""
        self._tick.stop()

    def _tell_time(self) -> None:
        self.ticked.emit(self.seconds_left())

    # -- dots

    @property
    def dots(self) -> int:
        """How many dots each person has."""
        from visavis.blueprint.registry.workshop_scripts import DOTS

        return self.activity.dots if self.activity is not None else DOTS

    def set_voter(self, name: str) -> None:
        """Say who gives dots now."""
        self.voter = " ".join(name.split())[:60]
        self.changed.emit()

    def dots_left(self) -> int:
        """Return how many dots the voter still has."""
        given = sum(note.votes.get(self._name(), 0) for note in self._bridge.document.head.notes)
        return max(0, self.dots - given)

    def vote(self, note: Note, by: int) -> bool:
        """Give a note a dot of the voter's (1), or take one back (−1); tell whether that was possible."""
        given = note.votes.get(self._name(), 0)
        if by > 0 and not self.dots_left():
            self._bridge.refused.emit(tr("{voter} has no dots left; take one off another note first.",
                                         voter=self._name()))
            return False
        if given + by < 0:
            return False
        return self._bridge.do(commands.VoteNote(note.id, self._name(), given + by)) is not None

    def _name(self) -> str:
        return self.voter or tr("The room")


def clock_text(seconds: int) -> str:
    """Return seconds as a clock shows them: 4:05, or −0:30 when time is over."""
    sign = "−" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // MINUTE}:{abs(seconds) % MINUTE:02d}"
