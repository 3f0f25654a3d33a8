"""The two drawings, one above the other, and the axis of their phases between: scrolled and zoomed as one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollBar, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.language import Share
from visavis.blueprint.model import BlueprintDocument
from visavis.ui.canvas.surface import qrect
from visavis.ui.features.redesign.alignment import Alignment, align_drawings, facing_lanes
from visavis.ui.features.redesign.change_legend import ChangeLegend
from visavis.ui.features.redesign.change_marks import step_changes
from visavis.ui.features.redesign.comparison_source import Pair
from visavis.ui.features.redesign.lane_names import LaneNames
from visavis.ui.features.redesign.pane import ComparisonPane
from visavis.ui.features.redesign.phase_axis import PhaseAxis, axis_phases
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import button, label

# A first look is taken at full size, or from farther away for both sides to be seen while titles are 12 pixels high.
FIRST_SCALES = (0.86, 1.0)
# Pixels, with text of the usual size.
CAPTION, FOOT = 26, 28


class _Caption(QFrame):
    """The line above a drawing: which of the two it is, its title, and what one can do with it."""

    def __init__(self, state: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sideCaption")
        self.setProperty("state", state)
        self.badge = QLabel(self)
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.badge.setProperty("role", "section")
        self.title = label("", "", self)
        self.title.setWordWrap(False)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 0, 10, 0)
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
        self.before, self.after = ComparisonPane(headings=False), ComparisonPane(headings=False)
        self.captions = {self.before: _Caption("before", self), self.after: _Caption("after", self)}
        self.lane_names = {view: LaneNames(view) for view in (self.before, self.after)}
        self.axis, self.axis_corner = PhaseAxis(self.before, self), label("", "muted", self)
        self.legend = ChangeLegend(self)
        self.linked_bar, self.scroll_name = QScrollBar(Qt.Orientation.Horizontal, self), label("", "muted", self)
        self.other = button("", "link", self)
        self.other.clicked.connect(self.other_asked)
        self.nearer, self.farther, self.whole = (button(text, "", self) for text in ("+", "−", ""))
        self.percent = label("", "muted", self)
        self._pair: Pair | None = None
        self._names = ("", "")
        self._alignment = Alignment()
        self._choice: tuple[str, str] = ("", "")
        self._steps: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        self._following = False
        self._leader = self.before
        self._fresh = True
        self._lay_out()
        self.fit_text_size()
        for view in (self.before, self.after):
            view.looked.connect(lambda view=view: self._on_looked(view))
            view.drawn.connect(self._align)
            view.pointed.connect(lambda step, view=view: self._on_pointed(view, step))
            view.chosen.connect(lambda step, view=view: self.choose_step(view, step))
        self.linked_bar.valueChanged.connect(self._on_scrolled)
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
        for view, document, analysis, style in (
                (self.before, pair.before, comparison.before, pair.styles[0]),
                (self.after, pair.after, comparison.after, pair.styles[1])):
            view.show_changes(step_changes(comparison, after=view is self.after))
            view.draw(document, analysis, style)
            self.captions[view].show_document(document)
        self._place_buttons(pair)
        self._keep_choice()

    def show_uncompared(self, document: BlueprintDocument) -> None:
        """Show the open document as it is now, and nothing of an older comparison."""
        if self._pair is not None:
            view = self.after if self._pair.opens_after else self.before
            # The columns stay where they were, so that nothing moves while it is compared again.
            view.draw(document, None, self._pair.styles[view is self.after])
            self._pair = None
            for each in (self.before, self.after):
                each.show_changes({})
                each.show_fewer_columns(shown=False)
            self.axis.show_phases(())
            self._highlight(frozenset(), frozenset())

    def forget(self) -> None:
        """Begin again with the next two documents."""
        self._pair, self._fresh = None, True
        self._choice, self._steps = ("", ""), (frozenset(), frozenset())

    def set_theme(self, theme: Theme = LIGHT) -> None:
        """Paint in another theme."""
        for view in (self.before, self.after):
            view.set_theme(theme)
            self.lane_names[view].update()
        self.fit_text_size()
        self.axis.theme = self.legend.theme = theme
        self.legend.update()
        if self._pair is not None:
            self.show_pair(self._pair)

    def fit_text_size(self) -> None:
        """Take the room that text of the chosen size needs."""
        for view in (self.before, self.after):
            self.lane_names[view].fit_text_size()
            self.captions[view].setFixedHeight(scale_length(CAPTION))
        self.axis.fit_text_size()
        for heading in (self.axis_corner, self.scroll_name):
            heading.setFixedWidth(self.lane_names[self.before].minimumWidth())
        for each in (self.farther, self.percent, self.nearer, self.whole):
            each.setFixedHeight(scale_length(FOOT) - 2)

    def retranslate(self) -> None:
        """Speak the interface's language."""
        for view, badge, name in ((self.before, tr("As-is"), tr("The journey as it is")),
                                  (self.after, tr("To-be"), tr("The redesigned journey"))):
            self.captions[view].badge.setText(badge)
            view.setAccessibleName(name)
        self.other.setText(tr("Compare with another file…"))
        for each, name in ((self.nearer, tr("Zoom in")), (self.farther, tr("Zoom out")),
                           (self.whole, tr("Show everything"))):
            each.setToolTip(name)
            each.setAccessibleName(name)
        self.whole.setText(tr("Everything"))
        self.axis_corner.setText(tr("Phases"))
        self.scroll_name.setText(tr("Linked scrolling"))
        self.linked_bar.setAccessibleName(tr("Scrolls both drawings"))
        self.legend.retranslate()
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
        self._reveal(view)
        self.chosen.emit(*steps)

    def _reveal(self, view: ComparisonPane) -> None:
        """Bring a drawing's chosen step into sight, and with it what stands for it on the other where both fit."""
        other = self.after if view is self.before else self.before
        mine, theirs = view.card(view.current), other.card(other.current)
        if mine is None:
            return
        rect = qrect(mine)
        if theirs is not None:
            across = rect.united(QRectF(theirs.x, rect.y(), theirs.width, rect.height()))
            rect = across if across.width() <= view.camera.area().width() else rect
        view.camera.reveal(rect)
        self._on_looked(view)
        if theirs is not None:
            self._following = True
            other.camera.reveal(QRectF(other.camera.area().center().x(), theirs.y, 0.0, theirs.height))
            self._following = False

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
            view.camera.fly_to(QPointF(*card.centre))
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
        self.before.highlight(before)
        self.after.highlight(after)

    # -- looking together

    def _align(self) -> None:
        upper, lower = self.before.picture, self.after.picture
        if self._pair is None or upper is None or lower is None:
            return
        if self.before.document is not self._pair.before or self.after.document is not self._pair.after:
            return
        self._alignment = align_drawings(upper.layout, lower.layout)
        self.axis.show_phases(axis_phases(self._pair.comparison.matching, upper.layout, lower.layout,
                                          self.before.theme))
        self.after.show_fewer_columns(shown=True)
        if self._fresh and self.isVisible() and self.before.viewport().height() > 1:
            self._begin()
        else:
            self._on_looked(self._leader)

    def _begin(self) -> None:
        """Take a first look: the beginning of both, near enough to read, the lanes that meet in the middle."""
        self._fresh, self._leader = False, self.before
        self._share_height()
        viewport, body = self.before.viewport(), self.before.surface.size()
        least, most = FIRST_SCALES
        scale = max(least, min(most, viewport.height() / max(1.0, body.height())))
        self.before.camera.zoom_to(scale)
        top, bottom = self._facing(self.before)
        self.before.camera.centre_on(QPointF(body.left() + viewport.width() / 2 / scale, (top + bottom) / 2))

    def _share_height(self) -> None:
        """Share the window's height so that the lanes that meet are seen as whole on one drawing as on the other."""
        views, sizes = (self.before, self.after), self._splitter.sizes()
        around = [size - view.height() for size, view in zip(sizes, views, strict=True)]
        heights = [bottom - top for top, bottom in map(self._facing, views)]
        room = sum(sizes) - sum(around)
        self._splitter.setSizes([round(beside + room * height / sum(heights))
                                 for beside, height in zip(around, heights, strict=True)])

    def _facing(self, view: ComparisonPane) -> tuple[float, float]:
        """Return the top and the bottom of the lanes that meet, in points; of all where none do."""
        whole = view.surface.size()
        return facing_lanes(view.shown_picture.layout) or (whole.top(), whole.bottom())

    def _on_looked(self, leader: ComparisonPane) -> None:
        """Let the other drawing, the names beside both and the axis follow the one that was moved or zoomed."""
        if self._following:
            return
        follower = self.after if leader is self.before else self.before
        if leader.picture is not None and follower.picture is not None:
            self._leader, self._following = leader, True
            try:
                follower.camera.zoom_to(leader.camera.scale)
                area = leader.camera.area()
                top, bottom = (self._map_height(leader, y) for y in (area.top(), area.bottom()))
                follower.camera.centre_on(QPointF(area.center().x(), (top + bottom) / 2))
                # A middle is rounded to a pixel in each of them: columns have to be above each other to the pixel.
                follower.horizontalScrollBar().setValue(leader.horizontalScrollBar().value())
            finally:
                self._following = False
        self._show_where()

    def _map_height(self, leader: ComparisonPane, y: float) -> float:
        return self._alignment.to_after(y) if leader is self.before else self._alignment.to_before(y)

    def _show_where(self) -> None:
        """Show in the margins what is in sight."""
        bar = self.before.horizontalScrollBar()
        self._following = True
        self.linked_bar.setRange(bar.minimum(), bar.maximum())
        self.linked_bar.setPageStep(bar.pageStep())
        self.linked_bar.setValue(bar.value())
        self._following = False
        self.percent.setText(interface_language.translator.write(Share(self.before.camera.scale)))
        self.axis.update()
        for names in self.lane_names.values():
            names.update()

    def _on_scrolled(self, value: int) -> None:
        if not self._following:
            self.before.horizontalScrollBar().setValue(value)
            self._on_looked(self.before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the first look once there is a window to look through."""
        super().resizeEvent(event)
        if self._fresh:
            self._align()

    # -- layout

    def _place_buttons(self, pair: Pair) -> None:
        """Put the choice of another file beside the title of the document that is not the open one."""
        side, free = (self.before, self.after) if pair.opens_after else (self.after, self.before)
        self.captions[side].row.insertWidget(2, self.other)
        self.captions[free].row.insertWidget(2, self.legend)
        self.other.show()
        self.legend.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(3)
        for view in (self.before, self.after):
            holder = QWidget()
            part = QVBoxLayout(holder)
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(0)
            if view is self.after:
                part.addLayout(self._row(self.axis_corner, self.axis))
            part.addWidget(self.captions[view])
            part.addLayout(self._row(self.lane_names[view], view), 1)
            splitter.addWidget(holder)
        column.addWidget(splitter, 1)
        foot = self._row(self.scroll_name, self.linked_bar)
        foot.setContentsMargins(0, 0, 10, 0)
        foot.setSpacing(4)
        self.percent.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.percent.setWordWrap(False)
        for each in (self.farther, self.percent, self.nearer, self.whole):
            if each is not self.percent:
                each.setProperty("filter", True)
            foot.addWidget(each)
        column.addLayout(foot)

    def _row(self, heading: QWidget, body: QWidget) -> QHBoxLayout:
        """Return what stands in the column of lane names, and what stands beside it."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if isinstance(heading, QLabel):
            heading.setContentsMargins(14, 0, 0, 0)
            heading.setWordWrap(False)
            heading.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(heading)
        row.addWidget(body, 1)
        return row
