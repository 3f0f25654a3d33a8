"""The scene: one item for each group of the drawing, and only the changed ones touched by a new drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from blueprint.drawing.display_list import DisplayList, Group, Role
from ui.canvas.items import GroupItem

# A group's role and id, and a running number where several groups share both.
GroupKey = tuple[Role, str, int]


def keyed(drawing: DisplayList) -> Iterator[tuple[GroupKey, Group]]:
    """Yield each group with a key that stays the same from one drawing to the next."""
    seen: Counter[tuple[Role, str]] = Counter()
    for group in drawing.groups:
        name = (group.role, group.id)
        yield (*name, seen[name]), group
        seen[name] += 1


class BlueprintScene(QGraphicsScene):
    """Holds the items of the drawing that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = QRectF()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.background = QColor("#FFFFFF")
        self._items: dict[GroupKey, GroupItem] = {}

    def show_drawing(self, drawing: DisplayList) -> list[QRectF]:
        """Show `drawing`; return the areas that changed (points), empty when it looks as before."""
        changed = self._take_background(drawing)
        differing = self._same_but_for(drawing.groups)
        if differing is not None:
            return changed + [item.show_group(group) for item, group in differing]
        items: dict[GroupKey, GroupItem] = {}
        for key, group in keyed(drawing):
            item = self._items.pop(key, None)
            if item is None:
                item = GroupItem(group)
                self.addItem(item)
                changed.append(item.boundingRect())
            elif item.group is not group and item.group != group:
                changed.append(item.show_group(group))
            items[key] = item
        for item in self._items.values():
            changed.append(item.boundingRect())
            self.removeItem(item)
        self._items = items
        # Sorted now: later, each new item would be asked while an analysis holds the interpreter's lock.
        self.items(QRectF(0.0, 0.0, 1.0, 1.0))
        QCoreApplication.sendPostedEvents(self)
        return changed

    def _same_but_for(self, groups: Sequence[Group]) -> list[tuple[GroupItem, Group]] | None:
        """Return the items that show something else now, if the same things are drawn in the same order."""
        if len(groups) != len(self._items):
            return None
        differing = [(item, group) for item, group in zip(self._items.values(), groups, strict=True)
                     if item.group is not group]
        same = all((item.group.role, item.group.id) == (group.role, group.id) for item, group in differing)
        return [(item, group) for item, group in differing if item.group != group] if same else None

    def item(self, role: Role, group_id: str) -> GroupItem | None:
        """Return the item of one group, or None when the drawing has no such group."""
        return self._items.get((role, group_id, 0))

    def count(self) -> int:
        """Return how many groups are on show."""
        return len(self._items)

    def drawing_size(self) -> QRectF:
        """Return the drawing's own area, without the margin around it."""
        return self._area

    def _take_background(self, drawing: DisplayList) -> list[QRectF]:
        area = QRectF(0, 0, drawing.width, drawing.height)
        background = QColor(drawing.background or "#FFFFFF")
        if background == self.background and area == self._area:
            return []
        changed = [area.united(self._area)] if background != self.background else []
        self.background, self._area = background, area
        return changed
