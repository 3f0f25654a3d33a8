"""The two drawings, one above the other: looked at together, matched steps face to face."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.layout import Point
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.canvas.camera import FIT_MARGIN
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.redesign.alignment import Alignment, align_drawings, line_of
from visavis.ui.features.redesign.change_marks import step_changes
from visavis.ui.features.redesign.comparison_source import Pair
from visavis.ui.features.redesign.pane import ComparisonPane
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.widgets import button, label

# What a first look shows: a share of the drawing's height, within limits of the scale.
FIRST_HEIGHT = 0.72
FIRST_SCALES = (0.5, 0.85)
# Cards whose middles differ by no more than this many pixels stand face to face.
FACE_TO_FACE = 3.0


class _Caption(QFrame):
    """The line above a drawing: which of the two it is, its title, and what one can do with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sideCaption")
        self.badge = QLabel(self)
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.badge.setProperty("role", "badge")
        self.title = label("", "section", self)
        self.title.setWordWrap(False)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 4, 10, 4)
        self.row.setSpacing(10)
        self.row.addWidget(self.badge)
        self.row.addWidget(self.title, 1)

    def show_document(self, document: BlueprintDocument) -> None:
        """Name a document."""
        title = " ".join(document.head.title.split()) or tr("Without a title")
        self.title.setText(title[:160])
        self.title.setToolTip(title[:300].replace("&", "&&"))


class TwoPanes(QWidget):
    """The as-is blueprint above, its redesign below. `chosen` carries the chosen steps of both (frozensets)."""

    chosen = Signal(object, object)
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = ComparisonPane(guide_down=True)
        self.after = ComparisonPane(guide_down=False)
        self.captions = {self.before: _Caption(self), self.after: _Caption(self)}
        self.other = button("", "link", self)
        self.other.clicked.connect(self.other_asked)
        self.nearer, self.farther, self.whole = (button(text, "", self) for text in ("+", "−", ""))
        self._pair: Pair | None = None
        self._names = ("", "")
        self._alignment = Alignment()
        self._choice: tuple[str, str] = ("", "")
        self._steps: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        self._following = False
        self._leader = self.before
        self._fresh = True
        self._lay_out()
        for view in (self.before, self.after):
            view.looked.connect(lambda view=view: self._on_looked(view))
            view.drawn.connect(self._align)
            view.pointed.connect(lambda step, view=view: self._on_pointed(view, step))
            view.chosen.connect(lambda step, view=view: self.choose_step(view, step))
        self.nearer.clicked.connect(lambda: self.before.camera.zoom_by(1))
        self.farther.clicked.connect(lambda: self.before.camera.zoom_by(-1))
        self.whole.clicked.connect(self.before.camera.fit)
        self.retranslate()

    # -- what is shown

    def show_pair(self, pair: Pair) -> None:
        """Show two compared documents; looking at the same two again, stay where one is."""
        names = (pair.before.head.id, pair.after.head.id)
        self._fresh, self._names = self._fresh or names != self._names, names
        self._pair = pair
        comparison = pair.comparison
        self._highlight(frozenset(), frozenset())
        for view, document, analysis, after in ((self.before, pair.before, comparison.before, False),
                                                (self.after, pair.after, comparison.after, True)):
            view.show_changes(step_changes(comparison.changes, after=after))
            view.draw(document, analysis)
            self.captions[view].show_document(document)
        self._place_buttons(pair)
        self._keep_choice()

    def show_uncompared(self, document: BlueprintDocument) -> None:
        """Show the open document as it is now, and nothing of an older comparison."""
        if self._pair is not None:
            view = self.after if self._pair.opens_after else self.before
            view.draw(document, None)
            self._pair = None
            for each in (self.before, self.after):
                each.show_changes({})
            self._highlight(frozenset(), frozenset())

    def forget(self) -> None:
        """Begin again with the next two documents."""
        self._pair, self._fresh = None, True
        self._choice, self._steps = ("", ""), (frozenset(), frozenset())

    def set_theme(self, theme: Theme = LIGHT) -> None:
        """Paint in another theme."""
        for view in (self.before, self.after):
            view.set_theme(theme)
        if self._pair is not None:
            self.show_pair(self._pair)

    def retranslate(self) -> None:
        """Speak the interface's language."""
        for view, badge, name in ((self.before, tr("As it is"), tr("The journey as it is")),
                                  (self.after, tr("Redesign"), tr("The redesigned journey"))):
            self.captions[view].badge.setText(badge)
            view.setAccessibleName(name)
        self.other.setText(tr("Compare with another file …"))
        for each, name in ((self.nearer, tr("Zoom in")), (self.farther, tr("Zoom out")),
                           (self.whole, tr("Show everything"))):
            each.setToolTip(name)
            each.setAccessibleName(name)
        self.whole.setText(tr("Whole"))
        if self._pair is not None:
            self.show_pair(self._pair)

    def is_still(self) -> bool:
        """Return whether both drawings are drawn."""
        return self.before.is_still() and self.after.is_still()

    def close_work(self) -> None:
        """Stop drawing aside."""
        for view in (self.before, self.after):
            view.close_work()

    # -- choosing

    def choose_step(self, view: ComparisonPane, step: str) -> None:
        """Choose a step of one drawing, and what it became or came from on the other."""
        partners = self._partners(view, step)
        mine = frozenset({step})
        steps = (mine, partners) if view is self.before else (partners, mine)
        self._choose(*steps, first=step)
        card = view.card(step)
        if card is not None:
            view.camera.reveal(qrect(card))
        self._on_looked(view)
        self.chosen.emit(*steps)

    def show_steps(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Fly to steps on both drawings; where only one side is told, to their counterparts on the other as well."""
        if self._pair is None:
            return
        matching = self._pair.comparison.matching
        if before and not after:
            after = frozenset(name for one in before for name in matching.successors.get(one, ()))
        elif after and not before:
            before = frozenset(name for one in after for name in matching.origins.get(one, ()))
        self._choose(before, after, first="")
        view, name = (self.before, self._choice[0]) if before else (self.after, self._choice[1])
        card = view.card(name)
        if card is not None:
            self._leader = view
            view.camera.fly_to(view.clamp_middle(QPointF(*card.centre)))
        self._on_looked(view)

    def _choose(self, before: frozenset[str], after: frozenset[str], first: str) -> None:
        self._steps = (before, after)
        self._choice = (self._first(self.before, before, first), self._first(self.after, after, first))
        for view, name in zip((self.before, self.after), self._choice, strict=True):
            view.set_current(name)
        self._highlight(before, after)

    def _first(self, view: ComparisonPane, steps: frozenset[str], first: str) -> str:
        if first in steps:
            return first
        cards = {name: card for name in steps if (card := view.card(name)) is not None}
        return min(cards, key=lambda name: (cards[name].x, cards[name].y), default="")

    def _keep_choice(self) -> None:
        """Keep what is still there of the choice."""
        assert self._pair is not None
        known = (self._pair.before.step_by_id, self._pair.after.step_by_id)
        self._steps = (frozenset(name for name in self._steps[0] if name in known[0]),
                       frozenset(name for name in self._steps[1] if name in known[1]))
        before, after = self._choice
        self._choice = before if before in known[0] else "", after if after in known[1] else ""
        self._highlight(*self._steps)

    def _partners(self, view: ComparisonPane, step: str) -> frozenset[str]:
        if self._pair is None:
            return frozenset()
        matching = self._pair.comparison.matching
        matches = matching.successors if view is self.before else matching.origins
        return frozenset(matches.get(step, ()))

    def _on_pointed(self, view: ComparisonPane, step: str) -> None:
        if not step:
            self._highlight(*self._steps)
            return
        mine, partners = frozenset({step}), self._partners(view, step)
        self._highlight(*((mine, partners) if view is self.before else (partners, mine)))

    def _highlight(self, before: frozenset[str], after: frozenset[str]) -> None:
        guides = self._find_facing_steps(before, after)
        self.before.highlight(before, tuple(one for one, _ in guides))
        self.after.highlight(after, tuple(other for _, other in guides))

    def _find_facing_steps(self, before: frozenset[str], after: frozenset[str]) -> list[tuple[str, str]]:
        """Return the lit steps that stand above each other in the window."""
        found = []
        for one in sorted(before):
            for other in sorted(after):
                cards = self.before.card(one), self.after.card(other)
                if cards[0] is None or cards[1] is None:
                    continue
                xs = (self.before.mapFromScene(QPointF(*cards[0].centre)).x(),
                      self.after.mapFromScene(QPointF(*cards[1].centre)).x())
                if abs(xs[0] - xs[1]) <= FACE_TO_FACE:
                    found.append((one, other))
        return found

    # -- looking together

    def _align(self) -> None:
        upper, lower = self.before.picture, self.after.picture
        if self._pair is None or upper is None or lower is None:
            return
        if upper.document is not self._pair.before or lower.document is not self._pair.after:
            return
        self._alignment = align_drawings(self._pair.comparison.matching, upper.layout, lower.layout)
        if self._fresh and self.isVisible() and self.before.viewport().height() > 1:
            self._begin()
        else:
            self._on_looked(self._leader)

    def _begin(self) -> None:
        """Take a first look: the beginning of both, near enough to read, the line of interaction in the middle."""
        assert self.before.picture is not None
        self._fresh, self._leader = False, self.before
        layout, viewport = self.before.picture.layout, self.before.viewport()
        least, most = FIRST_SCALES
        scale = max(least, min(most, viewport.height() / max(1.0, layout.height * FIRST_HEIGHT)))
        self.before.camera.zoom_to(scale)
        half = QPointF(viewport.width() / 2 - FIT_MARGIN, viewport.height() / 2 - FIT_MARGIN) / scale
        middle = line_of(layout) or layout.height / 2
        self.before.camera.centre_on(QPointF(half.x(), max(half.y(), min(middle, layout.height - half.y()))))

    def _on_looked(self, leader: ComparisonPane) -> None:
        """Let the other drawing follow the one that was moved or zoomed."""
        if self._following or self._pair is None or leader.picture is None:
            return
        follower = self.after if leader is self.before else self.before
        if follower.picture is None:
            return
        self._leader, self._following = leader, True
        try:
            follower.camera.zoom_to(leader.camera.scale)
            centre = leader.camera.area().center()
            follower.camera.centre_on(self._counterpart(leader, Point(centre.x(), centre.y())))
        finally:
            self._following = False
        self._highlight(self.before.lit, self.after.lit)

    def _counterpart(self, leader: ComparisonPane, centre: Point) -> QPointF:
        """Return where the other drawing looks: at what stands for the middle.

        While a chosen step is in sight its counterpart stands exactly face to face with it; farther away it lets go.
        """
        mapped = self._map_point(leader, centre)
        mine, other = self._choice if leader is self.before else self._choice[::-1]
        follower = self.after if leader is self.before else self.before
        here, there = leader.card(mine), follower.card(other)
        if here is None or there is None:
            return QPointF(*mapped)
        exact = Point(centre.x + there.centre.x - here.centre.x, centre.y + there.centre.y - here.centre.y)
        reach = leader.camera.area().width() / 2 or 1.0
        pull = max(0.0, min(1.0, 2.0 - abs(here.centre.x - centre.x) / reach))
        return QPointF(mapped.x + (exact.x - mapped.x) * pull, mapped.y + (exact.y - mapped.y) * pull)

    def _map_point(self, leader: ComparisonPane, point: Point) -> Point:
        return self._alignment.to_after(point) if leader is self.before else self._alignment.to_before(point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the first look once there is a window to look through."""
        super().resizeEvent(event)
        if self._fresh:
            self._align()

    # -- layout

    def _place_buttons(self, pair: Pair) -> None:
        """Put the choice of another file beside the title of the document that is not the open one."""
        side = self.before if pair.opens_after else self.after
        self.captions[side].row.insertWidget(2, self.other)
        self.other.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(3)
        for view in (self.before, self.after):
            holder = QWidget()
            part = QVBoxLayout(holder)
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(0)
            part.addWidget(self.captions[view])
            part.addWidget(view, 1)
            splitter.addWidget(holder)
        for each in (self.farther, self.nearer, self.whole):
            _small(each)
            self.captions[self.before].row.addWidget(each)
        column.addWidget(splitter)


def _small(made: QPushButton) -> None:
    made.setProperty("filter", True)
    made.setFixedHeight(26)
