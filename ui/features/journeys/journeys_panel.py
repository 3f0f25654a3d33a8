"""The screen of journeys: a strip a persona, its ways as strings of beads, and the chosen one as a conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from visavis.blueprint.analysis import Cancelled, Hotspot
from visavis.blueprint.drawing import LIGHT, DrawingContext, PageBlock, Theme
from visavis.blueprint.drawing.blueprint.hotspots_and_notes import hotspots_by_step
from visavis.blueprint.drawing.journeys import journey_strip, persona_strip
from visavis.blueprint.drawing.journeys.conversation import dialogue, journey_words, line_block
from visavis.blueprint.language import Share
from visavis.blueprint.text.metrics import metrics
from visavis.ui.features.journeys.block_list import BlockEntry, BlockList
from visavis.ui.features.journeys.journey_finder import Section, ShownJourney, sections
from visavis.ui.features.journeys.rows import MORE_HEIGHT, cut, more_row, strip_words
from visavis.ui.kit.empty_screen import EmptyState
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.jobs import Job, JobRunner
from visavis.ui.kit.panel import Panel
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.widgets import button, label, link

# The conversation takes this part of the width, within limits in pixels.
CONVERSATION_SHARE = 0.27
CONVERSATION_WIDTH = (310, 460)
# So many ways of each persona are shown until someone asks for the others.
SHOWN = 3
STRIP_GAP = 14.0
ROW_GAP = 4.0
MOST_NAMES = 60
# A rest that would be told as 0 % is not told.
LEAST_REST = 0.0005


class _JourneyList(BlockList):
    """The list of journeys. Enter tells what is current, as a double click does."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class JourneysPanel(Panel):
    """The place of journeys. `replay_asked` carries the Walk to be walked on the canvas.

    `draw_asked` tells that someone wants to draw what journeys are made of, `costs_asked` that they want to know what
    these cost.
    """

    replay_asked = Signal(object)
    draw_asked = Signal()
    costs_asked = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journeys")
        self._bridge = bridge
        self._theme = LIGHT
        self._job_runner = JobRunner(self)
        self._job: Job | None = None
        self._stale = True
        self._fault = ""
        self._open: set[str] = set()
        self.sections: tuple[Section, ...] = ()
        self.walk: ShownJourney | None = None
        self.list = _JourneyList(self)
        self.lines = BlockList(self)
        # A journey of thousands of steps is measured bit by bit.
        self.lines.setLayoutMode(BlockList.LayoutMode.Batched)
        self.title = label("", "title", self)
        self.counts = label("", "muted", self)
        self.chosen = label("", "document", self)
        self.chosen_note = label("", "muted", self)
        self.replay = button("", "primary", self)
        self.costs = link("", self)
        self.costs.clicked.connect(self.costs_asked)
        self.empty = EmptyState("footprints", self)
        self.empty.asked.connect(self.draw_asked)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.doubleClicked.connect(lambda _: self._enter())
        self.list.clicked.connect(self._on_clicked)
        self.list.entered.connect(self._enter)
        self.replay.clicked.connect(self._ask_replay)
        bridge.analysis_changed.connect(self._make_stale)
        bridge.analysis_failed.connect(lambda _: self._show())
        bridge.document_replaced.connect(self._forget)
        interface_language.language_changed.connect(self.retranslate)
        self.retranslate()

    # -- what the window asks for

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.list.theme = self.lines.theme = theme
        self.empty.set_theme(theme)
        self._show()

    def retranslate(self, *_: object) -> None:
        """Speak the interface's language."""
        self.title.setText(tr("Journeys"))
        self.replay.setText(tr("Replay on the drawing"))
        self.costs.setText(tr("Cost and scale…"))
        self.list.setAccessibleName(tr("Journeys"))
        self.lines.setAccessibleName(tr("The journey as a conversation"))
        self.empty.show_state(tr("No journey to show yet"), tr(
            "Draw what the person does and what the agents answer, and connect the steps: each way through them is a"
            " journey, with what is said, how long it takes and where it ends."), tr("Draw"))
        self._show()

    def is_settled(self) -> bool:
        """Return whether the journeys of the latest analysis are shown, or why there are none."""
        return self._job is None and (not self._stale or bool(self._why_none()))

    def take_focus(self) -> None:
        """Take the focus to the list of journeys, or to what leads to some."""
        (self.empty.choose if self._pages.currentWidget() is self.empty else self.list).setFocus()

    def close_work(self) -> None:
        """Stop computing, before the window goes."""
        self._job_runner.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Compute what changed while no one looked."""
        super().showEvent(event)
        self._compute()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the list and the conversation."""
        super().resizeEvent(event)
        least, most = CONVERSATION_WIDTH
        self._side.setFixedWidth(max(least, min(most, round(self.width() * CONVERSATION_SHARE))))

    # -- computing

    def _make_stale(self, *_: object) -> None:
        self._stale = True
        if self.isVisible():
            self._compute()

    def _forget(self) -> None:
        """Show nothing of the document before."""
        self._open.clear()
        self.sections, self.walk, self._stale, self._fault = (), None, True, ""
        self._show()

    def _compute(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        analysis, document = self._bridge.analysis, self._bridge.document
        if not self._stale or analysis is None:
            return
        self._job = self._job_runner.start(lambda cancelled: sections(document, analysis, cancelled), self._on_found,
                                           self._on_failed)

    def _on_found(self, found: tuple[Section, ...]) -> None:
        self._job, self._stale, self._fault = None, False, ""
        self.sections = found
        self.walk = found[0].walks[0] if found and found[0].walks else None
        self._show()

    def _on_failed(self, error: object) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            self._fault = tr("The journeys could not be shown ({reason}).", reason=type(error).__name__)
            self._bridge.refused.emit(self._fault)
            self.counts.setText(self._count_text())

    # -- showing

    def _drawing_context(self) -> DrawingContext:
        return DrawingContext(self._theme, interface_language.translator, metrics())

    def _show(self) -> None:
        entries = list(self._entries())
        self.list.show_entries(entries)
        is_empty = not self.sections and not self._stale and self._job is None
        focused = self.list.hasFocus() or self.empty.choose.hasFocus()
        self._pages.setCurrentWidget(self.empty if is_empty else self._detail)
        if focused:
            self.take_focus()
        self.counts.setText(self._count_text())
        row = next((row for row, entry in enumerate(entries) if entry.subject is self.walk), None)
        if self.walk is not None and row is not None:
            self.list.go_to(row)
        self._show_walk()

    def _count_text(self) -> str:
        if not self.sections:
            return self._why_none() or tr("Looking…")
        own = [section for section in self.sections if section.persona is not None] or self.sections
        count = sum(len(section.walks) for section in own)
        return interface_language.translator.plural("{count} way through this service, as people experience it",
                                                    "{count} ways through this service, as people experience "
                                                    "them", count)

    def _why_none(self) -> str:
        return self._fault or self._bridge.analysis_fault

    def _entries(self) -> Iterator[BlockEntry]:
        context, document = self._drawing_context(), self._bridge.document
        if self.sections:
            yield BlockEntry(tr(journey_strip.KEY_WORDS), partial(journey_strip.key_row, context), None,
                             journey_strip.KEY_HEIGHT, active=False)
        everyone = [walk.beats for section in self.sections for walk in self._listed_journeys(section)]

        @lru_cache(maxsize=4)
        def thread(width: float) -> journey_strip.StripSpacing:
            return journey_strip.fit_spacing(everyone, width)

        for index, section in enumerate(self.sections):
            def strip(width: float, section: Section = section) -> PageBlock:
                return persona_strip.persona_strip(context, document, section.persona, section.measures, width)

            yield BlockEntry(strip_words(document, section), strip, None, persona_strip.HEIGHT, active=False,
                             above=STRIP_GAP if index else 0.0)
            yield from self._journey_entries(context, section, thread)

    def _journey_entries(self, context: DrawingContext, section: Section,
                         thread: Callable[[float], journey_strip.StripSpacing]) -> Iterator[BlockEntry]:
        shown = self._listed_journeys(section)
        for walk in shown:
            def row(width: float, walk: ShownJourney = walk) -> PageBlock:
                return journey_strip.journey_row(context, walk.journey, walk.beats, self._hotspots(walk), width,
                                                 thread(width), _note(section, walk))

            names = walk.names or (tr("all users"),)
            yield BlockEntry(tr(journey_words(walk.journey, names)), row, walk, journey_strip.ROW_HEIGHT,
                             above=ROW_GAP if walk is shown[0] else 0.0)
        hidden = [walk for walk in section.walks if walk not in shown]
        active = len(section.walks) > len(section.likeliest(SHOWN))
        words = _more_words(hidden, section.rest, opened=active and not hidden)
        if words:
            yield BlockEntry(words, partial(more_row, context, words, opened=None if not active else not hidden),
                             section.name, MORE_HEIGHT, active=active)

    def _listed_journeys(self, section: Section) -> tuple[ShownJourney, ...]:
        """Return the ways of a persona that are in the list: the likeliest, or all."""
        return section.walks if section.name in self._open else section.likeliest(SHOWN)

    def _hotspots(self, walk: ShownJourney) -> Mapping[str, Sequence[Hotspot]]:
        """Return the frictions that concern who walks, by step."""
        analysis = self._bridge.analysis
        concerned = {None, *(persona.id for persona in walk.personas)}
        return hotspots_by_step([one for one in analysis.frictions.hotspots if one.finding.persona in concerned]
                                if analysis is not None else ())

    def _show_walk(self) -> None:
        walk, context = self.walk, self._drawing_context()
        self.replay.setEnabled(walk is not None)
        if walk is None:
            self.chosen.setText("")
            self.chosen_note.setText("")
            self.lines.show_entries(())
            return
        self.chosen.setText(cut(", ".join(walk.names), MOST_NAMES) or tr("Everybody"))
        self.chosen_note.setText(tr("{share} of the journeys",
                                    share=journey_strip.share_words(walk.journey.known_share)))
        hotspots = self._hotspots(walk)
        self.lines.show_entries([
            BlockEntry(tr(line.words), partial(line_block, context, line, hotspots=hotspots), line, active=False)
            for line in dialogue(walk.beats, walk.journey)])

    # -- choosing

    def _on_current(self, index: QModelIndex | QPersistentModelIndex, _before: object = None) -> None:
        entry = self.list.entry() if index.isValid() else None
        if entry is not None and isinstance(entry.subject, ShownJourney) and entry.subject is not self.walk:
            self.walk = entry.subject
            self._show_walk()
            self.lines.scrollToTop()

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = self.list.entry()
        if index.isValid() and entry is not None and isinstance(entry.subject, str) and entry.active:
            self._toggle(entry.subject)

    def _enter(self) -> None:
        entry = self.list.entry()
        if entry is None:
            return
        if isinstance(entry.subject, ShownJourney):
            self._ask_replay()
        elif isinstance(entry.subject, str) and entry.active:
            self._toggle(entry.subject)

    def _toggle(self, name: str) -> None:
        """Show all ways of a persona, or only the likeliest again."""
        self._open ^= {name}
        self._show()

    def _ask_replay(self) -> None:
        if self.walk is None:
            return
        now = self._bridge.document.step_by_id
        if all(now.get(beat.step.id) == beat.step for beat in self.walk.beats):
            self.replay_asked.emit(self.walk)
        else:
            self._bridge.refused.emit(tr("The drawing has changed; the journeys will be updated in a moment."))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(20, 14, 8, 0)
        left.setSpacing(4)
        for part in (self.title, self.counts):
            left.addWidget(part)
        left.addWidget(self.costs, 0, Qt.AlignmentFlag.AlignLeft)
        left.addSpacing(6)
        left.addWidget(self.list, 1)
        side = QFrame(self)
        side.setObjectName("conversation")
        self._side = side
        right = QVBoxLayout(side)
        right.setContentsMargins(16, 16, 12, 8)
        right.setSpacing(4)
        right.addWidget(self.chosen)
        head = QHBoxLayout()
        head.addWidget(self.chosen_note, 1)
        head.addWidget(self.replay)
        right.addLayout(head)
        right.addSpacing(6)
        right.addWidget(self.lines, 1)
        QWidget.setTabOrder(self.list, self.replay)
        QWidget.setTabOrder(self.replay, self.lines)
        self._detail = QWidget(self)
        row = QHBoxLayout(self._detail)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(side)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._detail)
        self._pages.addWidget(self.empty)


def _note(section: Section, walk: ShownJourney) -> str:
    """Return what stands below a way's outcome: who walks it, where that is the question, else its rounds."""
    if section.persona is None and walk.names:
        return walk.names[0] if len(walk.names) == 1 else tr("{count} personas", count=len(walk.names))
    rounds = journey_strip.rounds_words(walk.journey)
    return tr(rounds) if rounds is not None else ""


def _more_words(hidden: Sequence[ShownJourney], rest: float, *, opened: bool) -> str:
    """Return what the row below a persona's ways says: how many it hides, and how much is not told at all."""
    parts = [tr("Show fewer")] if opened else []
    if hidden:
        share = Share(sum(walk.journey.known_share for walk in hidden))
        parts = [interface_language.translator.plural("Show {count} more way ({share})",
                                                      "Show {count} more ways ({share})",
                                                      len(hidden), share=share)]
    if not rest < LEAST_REST:
        parts.append(tr("rarer ways: {share}", share=Share(rest)))
    return " · ".join(parts)
