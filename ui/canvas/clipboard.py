"""Copying steps to the clipboard, and pasting from it: steps of any window, lists, tables.

What is copied is offered in the program's own form, as text (lines that paste again as steps), and as a picture (SVG,
PNG).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from visavis.blueprint import editing
from visavis.blueprint.drawing import DisplayList, Page
from visavis.blueprint.editing import Command, commands
from visavis.blueprint.layout import GridCell
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import decode, encode
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.selection import step_refs

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas

STEPS = "application/x-visavis-steps+json"
SVG = "image/svg+xml"
# Room around the copied picture, in points; pixels a point of the PNG (two: sharp on dense screens and in print).
MARGIN = 12.0
SCALE = 2.0
# A larger picture (points) takes longer than a tenth of a second: it is asked of the exports, which show progress.
LARGEST = 4_000.0


def copy_steps(content: bytes, text: str, page: Page | None) -> QMimeData:
    """Return steps as the clipboard holds them.

    Pictures are drawn at once: an object of Python's own that draws them when asked would still be on the clipboard
    when the interpreter has ended.
    """
    data = QMimeData()
    data.setData(STEPS, QByteArray(content))
    data.setText(text)
    if page is not None:
        from visavis.exporters.backends.qt import png
        from visavis.exporters.backends.svg import svg_file

        data.setData(SVG, QByteArray(svg_file(page)))
        data.setImageData(QImage.fromData(png(page, scale=SCALE)))
    return data


class Clipboard(QObject):
    """The clipboard as one view uses it."""

    def __init__(self, view: Canvas) -> None:
        super().__init__(view)
        self._view = view

    def copy(self) -> None:
        """Copy the selected steps, with the flows between them."""
        chosen = frozenset(self._view.edit_actions.selected_steps())
        if not chosen:
            self._view.status_hint.emit(tr("Select steps first: then they can be copied"))
            return
        part = editing.copy_excerpt(self._view.document, chosen)
        page = self._page(chosen, {flow.key for flow in part.flows})
        copied = copy_steps(encode(part), editing.write_listing(part, chosen), page)
        QGuiApplication.clipboard().setMimeData(copied)
        self._view.status_hint.emit(
            interface_language.translator.plural("{count} step copied", "{count} steps copied", len(chosen)))

    def cut(self) -> None:
        """Copy the selected steps and take them out."""
        if self._view.edit_actions.selected_steps():
            self.copy()
            self._view.edit_actions.delete_selection()

    def paste(self) -> None:
        """Paste steps, a list or a table at the focused place, and select what came."""
        cursor = self._view.navigation.cursor
        data = QGuiApplication.clipboard().mimeData()
        if cursor is None or data is None:
            return
        pasted = self._find_file(data)
        if pasted is not None:
            self._view.file_pasted.emit(pasted)
            return
        try:
            command = self._command(data, cursor.cell)
        except BlueprintError as error:
            self._view.bridge.refused.emit(tr(error.message))
            return
        changes = self._view.bridge.do(command) if command is not None else None
        if changes is not None and changes.steps.added_ids:
            added = frozenset(changes.steps.added_ids)
            first = next(step.id for step in self._view.document.steps if step.id in added)
            self._view.navigation.go_to_step(first)
            self._view.bridge.select(step_refs(*added))
            self._view.status_hint.emit(interface_language.translator.plural(
                "{count} step pasted · Ctrl+Z: undo", "{count} steps pasted · Ctrl+Z: undo",
                len(added)))

    def _find_file(self, data: QMimeData) -> Path | bytes | None:
        """Return a file that was copied, or a text that is one of a known format; None for steps and plain lists."""
        from visavis.ui.kit.import_files import find_file, find_pasted_content

        return None if data.hasFormat(STEPS) else find_file(data) or find_pasted_content(data)

    def _command(self, data: QMimeData, cell: GridCell) -> Command | None:
        """Return what pastes it; None where there is nothing, or where it is given up once its doubts are told."""
        if data.hasFormat(STEPS):
            source = decode(bytes(data.data(STEPS).data()))
            return commands.PasteSteps(source, tuple(step.id for step in source.steps), cell)
        from visavis.ui.canvas.paste_dialog import PasteDialog, TextPaste

        step = self._view.navigation.step()
        paste = TextPaste(data.text(), cell, step.id if step is not None else None)
        listing = editing.read_paste(paste.text, self._view.document)
        if not listing.steps:
            self._view.status_hint.emit(tr("There is nothing on the clipboard that makes steps"))
            return None
        if not (listing.units or listing.lanes or listing.unread):
            return paste.command(self._view.document)
        dialog = PasteDialog(paste, self._view.document, self._view.window())
        is_meant = bool(dialog.exec())
        answers = dialog.answers()
        dialog.deleteLater()
        return paste.command(self._view.document, answers) if is_meant else None

    def _page(self, chosen: frozenset[str], flows: set[str]) -> Page | None:
        """Return the copied part of the drawing as it is on show; None when it is too large for a clipboard."""
        picture = self._view.picture
        if picture is None:
            return None
        groups = picture.drawing.part(chosen, flows)
        if not groups:
            return None
        left, top = min(group.bounds.x for group in groups), min(group.bounds.y for group in groups)
        width = max(group.bounds.right for group in groups) - left + 2 * MARGIN
        height = max(group.bounds.bottom for group in groups) - top + 2 * MARGIN
        if max(width, height) > LARGEST:
            return None
        whole = picture.drawing
        drawing = DisplayList(whole.width, whole.height, groups, None, whole.translate.language)
        return Page(width, height, drawing, MARGIN - left, MARGIN - top)
