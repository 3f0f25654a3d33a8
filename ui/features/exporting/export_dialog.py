"""Print and export: the one place from which a blueprint goes out, as files of several formats and as sheets."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import (
    ExportEnd,
    Exporter,
    ExportOrder,
    ExportOutcome,
    ExportPreset,
    fit_preset,
    plugins,
)
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.write_targets import Output
from visavis.ui.features.exporting.export_fields import ExportFields
from visavis.ui.features.exporting.export_files import ask_folder, plan_files, settle_existing
from visavis.ui.features.exporting.export_list import ExportList
from visavis.ui.features.exporting.export_preview import ExportPreview
from visavis.ui.features.exporting.export_results import ExportResults
from visavis.ui.features.exporting.export_run import ExportRun, ExportTask
from visavis.ui.features.exporting.export_source import ExportContent, ExportSource, Surround, find_exporter
from visavis.ui.features.exporting.plain_words_note import PlainWordsNote, WriteWords
from visavis.ui.features.exporting.preset_box import PresetBox
from visavis.ui.features.exporting.printing import Printing
from visavis.ui.features.exporting.sheet_counter import SheetCounter, describe_total
from visavis.ui.features.exporting.sheet_verdict import SheetVerdict
from visavis.ui.features.safety.save_dialog import ask_path
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.scrolling_dialog import ScrollingDialog
from visavis.ui.kit.widgets import WrappingButton, button, chain_stops, label

if TYPE_CHECKING:
    from visavis.ui.kit.session import Analyse

# Pixels. Below `ROOM_FOR_PREVIEW`, list and fields have the dialog to themselves, and are narrower.
ROOM_FOR_PREVIEW, LEAST_PREVIEW, APART = 975, 240, 20
WIDE, NARROW = (330, 300), (262, 240)
# The paper of an office: what is printed begins with it.
OFFICE_PAPER = "A4"


class ExportDialog(ScrollingDialog):
    """Asks what to make and makes it: files, or sheets on a printer.

    `form` names the format that is looked at first, `presets` the folder of one's own presets. `inputs` are the files
    that the document was read from: no export is written over them. Where one came to print
    (`prints`), Enter does so. `write_words` lets plain words be written. `written` are the files, once
    there are some, `printed` tells how many pages were.
    """

    def __init__(self, document: BlueprintDocument, folder: Path, analyse: Analyse, parent: QWidget | None = None, *,
                 around: Surround | None = None, form: str = "", inputs: tuple[Path, ...] = (),
                 presets: Path | None = None, prints: bool = False, write_words: WriteWords | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Print and export"))
        self.source = ExportSource(document, analyse, around, inputs)
        self._folder = folder
        self._prints = prints
        self.written: tuple[Path, ...] = ()
        self.printed = 0
        self.list = ExportList(self.source, self)
        self.fields = ExportFields(document, self)
        self.verdict = SheetVerdict(self)
        self.plain_words = PlainWordsNote(self.source, write_words, self)
        self.preview = ExportPreview(self)
        self.presets = PresetBox(presets, self.list.orders, self)
        self.total = label("", "muted", self)
        self._name, self._purpose = label("", "title", self), label("", "muted", self)
        self._counter = SheetCounter(self.source, self)
        self._run = ExportRun(self)
        self._printing = Printing(self.source, self)
        self._build()
        self._connect()
        self.list.choose(form)
        if prints:
            self.fields.choose_option("paper", OFFICE_PAPER)

    @property
    def exporter(self) -> Exporter:
        """The format that is looked at."""
        return find_exporter(self.list.current_order)

    def export_to(self, path: Path) -> None:
        """Make the one thing that is to be made, off this thread, and write it; the dialog closes when it is done."""
        order = self.list.orders()[0]
        self._run.start([self._task(order, path)], self._finish_one)

    def export_into(self, folder: Path) -> None:
        """Make all that is to be made, into a folder, and tell what became of each."""
        planned = settle_existing(self, plan_files(self.source, self.list.orders(), folder))
        if planned is None:
            return
        refused = [ExportOutcome(file.order.form, ExportEnd.FAILED, reason=file.fault)
                   for file in planned if file.path is None]
        tasks = [self._task(file.order, file.path) for file in planned if file.path is not None]
        self._run.start(tasks, lambda outcomes: self._finish_several([*outcomes, *refused], folder))

    def print_chosen(self) -> None:
        """Print the sheets of all that is to be made."""
        self._printing.start(self.list.orders())

    def done(self, result: int) -> None:
        """Stop what is under way before closing."""
        self._run.close()
        self._printing.close()
        self._counter.close()
        self.preview.close_worker()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is looked at first, too."""
        if not event.spontaneous():
            # The room is asked for with it, and taken back where the screen has none.
            self.preview.show()
            self.list.setFocus()
        super().showEvent(event)
        self._make_room()
        self._ask_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the preview out where list and fields need all the room there is."""
        super().resizeEvent(event)
        # Beside fields that have to be scrolled, it stays at the top.
        self.preview.setMaximumHeight(max(LEAST_PREVIEW, self.scroll_area.viewport().height() - 8))
        if self.isVisible():
            self._make_room()

    def _make_room(self) -> None:
        has_room = self.width() >= ROOM_FOR_PREVIEW
        for column, width in zip(self._columns, WIDE if has_room else NARROW, strict=True):
            column.setMinimumWidth(width)
        self._halves.setStretchFactor(self._beside, 2 * sum(WIDE) if has_room else 0)
        if has_room != self.preview.isVisibleTo(self):
            self.preview.setVisible(has_room)
            if has_room:
                self.preview.resume()

    # -- what is looked at

    def _show_row(self) -> None:
        order = self.list.current_order
        purpose: Message | None = getattr(self.exporter, "purpose", None)
        self._name.setText(tr(self.exporter.title))
        self._purpose.setText(tr(purpose) if purpose else "")
        self._purpose.setVisible(bool(purpose))
        self.plain_words.show_format(self.exporter)
        self.fields.show_order(order)
        self._removing.setVisible(self.list.is_added)
        self._tell_total()
        if self.list.hasFocus():
            # A low dialog scrolls with the arrows.
            row = self.list.visualItemRect(self.list.currentItem())
            where = self.list.mapTo(self._columns[0], row.center())
            self.scroll_area.ensureVisible(where.x(), where.y(), 0, row.height())
        self._ask_preview()

    def _take_fields(self) -> None:
        self.list.change_current(self.fields.order)
        self._ask_preview()

    def _ask_preview(self) -> None:
        """Have what is looked at now shown, where someone sees it."""
        if not self.isVisible():
            return
        order = self.list.current_order
        self._counter.forget_paper()
        self.verdict.say(tr("The preview is being made…"))
        self.preview.ask(partial(self.source.preview, order))

    def _show_content(self, content: ExportContent) -> None:
        order = self.list.current_order
        self._counter.learn(order, content)
        if content.summary is None:
            self.verdict.say(tr(content.describe_kind()))
            return
        self.verdict.show_summary(content.summary)
        self._counter.look_for_paper(order, content.summary.sheets)

    def _show_fault(self, words: str) -> None:
        self._counter.learn(self.list.current_order, None)
        self.verdict.say(words)

    def _propose(self, paper: str, sheets: int) -> None:
        self.verdict.propose(paper, sheets)
        self._fit()

    # -- what is to be made

    def _apply_preset(self, preset: ExportPreset | None) -> None:
        if preset is None:
            self.list.show_orders(())
            return
        orders, slips = fit_preset(preset, plugins().exporters, self.source.document)
        self.list.show_orders(orders)
        self.presets.show_slips([tr(slip) for slip in slips])

    def _tell_total(self) -> None:
        orders = self.list.orders()
        self._spreading.setVisible(self.list.can_spread())
        if len(orders) > 1:
            self._counter.count(orders)
            self.total.setText(describe_total(self._counter.total(orders)))
        else:
            self.total.setText(tr("To make: {name}", name=find_exporter(orders[0]).title))

    def _task(self, order: ExportOrder, path: Path) -> ExportTask:
        return ExportTask(order.form, tr(find_exporter(order).title), partial(self.source.export, order, path))

    def _export(self) -> None:
        orders = self.list.orders()
        if len(orders) == 1:
            self._ask_path()
            return
        folder = ask_folder(self, self._folder)
        if folder is not None:
            self.export_into(folder)

    def _ask_path(self) -> None:
        order = self.list.orders()[0]
        try:
            suffix = find_exporter(order).suffix(order.options)
        except BlueprintError as error:
            show_message(self, tr("Nothing was exported"), tr(error.message))
            return
        start = self._folder / f"{file_name_of(self._usual_name(order))}{suffix}"
        path = ask_path(self, tr("Export"), start, f"*{suffix}", Output(suffix, self.source.inputs))
        if path is not None:
            self.export_to(path)

    def _usual_name(self, order: ExportOrder) -> str:
        """Return what one file is called unless someone says otherwise: the title, the format, and its paper."""
        head, what = self.source.document.head, tr(find_exporter(order).title).split(" (")[0]
        return " ".join(filter(None, (f"{head.title or head.id} – {what}", order.options.get("paper", ""))))

    def _finish_one(self, outcomes: list[ExportOutcome]) -> None:
        outcome = outcomes[0]
        if outcome.reason is not None:
            show_message(self, tr("Nothing was exported"), tr(outcome.reason))
        if outcome.path is None:
            return
        self.written = (outcome.path,)
        if outcome.remarks:
            told = "\n".join(f"{outcome.path.name}: {tr(remark)}" for remark in outcome.remarks)
            show_message(self, tr("The file is written"), told)
        self.accept()

    def _finish_several(self, outcomes: list[ExportOutcome], folder: Path) -> None:
        self.written = tuple(outcome.path for outcome in outcomes if outcome.path is not None)
        results = ExportResults(outcomes, folder, self)
        results.exec()
        results.deleteLater()
        if all(outcome.end in (ExportEnd.WRITTEN, ExportEnd.LEFT_OUT) for outcome in outcomes):
            self.accept()

    def _finish_printing(self, pages: int) -> None:
        self.printed = pages
        self.accept()

    # -- how it stands

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show_row)
        self.list.checks_changed.connect(self._tell_total)
        self.fields.changed.connect(self._take_fields)
        self.fields.resized.connect(self._fit)
        self.preview.content_made.connect(self._show_content)
        self.preview.content_failed.connect(self._show_fault)
        self.plain_words.written.connect(self._show_row)
        self.verdict.paper_chosen.connect(partial(self.fields.choose_option, "paper"))
        self._counter.counted.connect(self._tell_total)
        self._counter.paper_proposed.connect(self._propose)
        self.presets.preset_chosen.connect(self._apply_preset)
        self._printing.printed.connect(self._finish_printing)

    def _fit(self) -> None:
        """Take the room that the options need, and no less than somebody gave it; shown first, it does so itself."""
        chain_stops(self._halves)
        if self.isVisible():
            for layout in self._layouts:
                layout.activate()
            self._halves.activate()
            self.resize(self.size().expandedTo(self.sizeHint()))

    def _build(self) -> None:
        self._halves = halves = QHBoxLayout()
        halves.setContentsMargins(8, 4, 8, 4)
        halves.setSpacing(APART)
        self._columns = QWidget(self), QWidget(self)
        self._layouts = self._build_list(), self._build_fields()
        for holder, layout, width in zip(self._columns, self._layouts, WIDE, strict=True):
            holder.setLayout(layout)
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setMinimumWidth(width)
            layout.addStretch(1)
            halves.addWidget(holder, width)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self.preview, 1)
        self._beside.addStretch(0)
        halves.addLayout(self._beside, 2 * sum(WIDE))
        self.set_content(halves)
        self.set_buttons(self._build_buttons())

    def _build_list(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(tr("Print and export"), "title", self))
        column.addLayout(self.presets)
        column.addWidget(label(tr("What to make"), "overline", self))
        column.addWidget(self.list)
        self._adding = button(tr("Add another"), "", self)
        self._adding.setToolTip(tr("The same format once more, with other options or in another language"))
        self._adding.clicked.connect(self.list.add_another)
        self._removing = button(tr("Delete"), "", self)
        self._removing.clicked.connect(self.list.remove_current)
        row = QHBoxLayout()
        row.addWidget(self._adding)
        row.addWidget(self._removing)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _build_fields(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._purpose)
        column.addLayout(self.verdict)
        column.addWidget(self.plain_words)
        column.addLayout(self.fields)
        self._spreading = WrappingButton(tr("The same language and content for all that is checked"), "fix", self)
        self._spreading.clicked.connect(self.list.spread_current)
        self._spreading.hide()
        column.addWidget(self._spreading)
        return column

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.total, 1)
        give_up = button(tr("Cancel"), "", self)
        give_up.clicked.connect(self.reject)
        self.print_button = button(tr("Print…"), "primary" if self._prints else "", self)
        self.print_button.clicked.connect(self.print_chosen)
        self.export_button = button(tr("Export…"), "" if self._prints else "primary", self)
        self.export_button.clicked.connect(self._export)
        first = self.print_button if self._prints else self.export_button
        for each in (give_up, self.print_button, self.export_button):
            # What has the focus is not what Enter presses, but where it is pressed.
            each.setAutoDefault(each is first)
            row.addWidget(each)
        first.setDefault(True)
        return row
