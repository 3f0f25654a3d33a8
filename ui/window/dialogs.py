"""What opens over the window; each is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from visavis.blueprint.editing import Command
from visavis.blueprint.language import plural
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.progress import ProgressRunner
from visavis.ui.kit.selection import ElementKind, ids_of
from visavis.ui.window.menu_table import HelpPart
from visavis.ui.window.window_parts import WindowParts

if TYPE_CHECKING:
    from visavis.blueprint.registry import Surroundings
    from visavis.ui.features.importing.import_dialog import ImportDialog
    from visavis.ui.window.tour import Tour


class Dialogs(QObject):
    """Opens dialogs about a window's document. `status_message` carries a sentence for the status bar."""

    status_message = Signal(str)

    def __init__(self, window: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self.tour: Tour | None = None
        self._waiting = ProgressRunner(window)

    def export(self) -> None:
        """Ask what to export, and export it."""
        self.export_as("")

    def export_as(self, form: str) -> None:
        """Export in a format."""
        bridge = self._window.bridge
        self._export(bridge.document, bridge.surroundings, form, write_words=self._write_for_export)

    def export_comparison(self) -> None:
        """Print the before/after page of the two blueprints that are compared."""
        from visavis.ui.features.redesign.redesign_panel import RedesignPanel

        pair = self._window.panels.find(RedesignPanel).pair
        if pair is not None:
            self._export(pair.after, lambda _: pair.surroundings(), "before-after")

    def print_poster(self) -> None:
        """Print sheets: the same place, where Enter prints."""
        bridge = self._window.bridge
        self._export(bridge.document, bridge.surroundings, "poster", prints=True, write_words=self._write_for_export)

    def _export(self, document: BlueprintDocument, around: Callable[[BlueprintDocument], Surroundings],
                form: str, *, prints: bool = False,
                write_words: Callable[[], BlueprintDocument] | None = None) -> None:
        self._window.canvas.finish_writing()
        from visavis.ui.features.exporting.export_dialog import ExportDialog

        window, path = self._window, self._window.file.path
        folder = path.parent if path else Path.home()
        source = window.file.source
        dialog = ExportDialog(document, folder, window.bridge.analyse, window, around=self._with_brand(around),
                              form=form or window.settings.export_format,
                              inputs=(source,) if source is not None else (), presets=window.settings.presets,
                              prints=prints, write_words=write_words)
        self._ask(dialog)
        if dialog.printed:
            self.status_message.emit(tr(plural("{count} page sent to be printed", "{count} pages sent to be printed",
                                               dialog.printed)))
        elif dialog.written:
            window.settings.export_format = dialog.exporter.name
            told = tr("Exported: {file}", file=str(dialog.written[0]))
            if len(dialog.written) > 1:
                told = tr(plural("{count} file exported into {folder}", "{count} files exported into {folder}",
                                 len(dialog.written), folder=str(dialog.written[0].parent)))
            self.status_message.emit(told)

    def _with_brand(self, around: Callable[[BlueprintDocument], Surroundings]) -> Callable[[BlueprintDocument],
                                                                                           Surroundings]:
        """Return what surrounds a document together with the brand kit that exports are drawn with; on any thread."""
        chosen = self._window.settings.brand
        if not chosen:
            return around
        from visavis.blueprint.registry import load_chosen_kit

        return lambda document: replace(around(document), brand=load_chosen_kit(chosen))

    def show_brand_kits(self) -> None:
        """Ask with which brand kit exports are drawn, and let it be changed."""
        self._window.canvas.finish_writing()
        from visavis.ui.features.brand_kits.brand_dialog import BrandDialog

        window = self._window
        dialog = BrandDialog(window.bridge.document, window.bridge.analysis, window.settings.brand, window)
        self._ask(dialog)
        if dialog.result():
            window.settings.brand = dialog.chosen
            self.status_message.emit(tr("Exports are drawn with the brand kit.") if dialog.chosen else
                                     tr("Exports are drawn without a brand kit."))

    def write_plain_words(self) -> None:
        """Let the selected step, or what lacks words, be put in plain words beside the page that prints them."""
        chosen = ids_of(self._window.bridge.selection, ElementKind.STEP)
        self._write_words("steps", next(iter(chosen), ""))

    def write_record(self) -> None:
        """Let the record be written beside the foot of the page that prints it."""
        self._write_words("record", "")

    def _write_for_export(self) -> BlueprintDocument:
        """Let plain words be written over the place where one prints; return the document as it is then."""
        self._write_words("steps", "")
        return self._window.bridge.document

    def write_beside_page(self, part: str) -> None:
        """Write plain words, or the record, as the inspector asks."""
        if part == "record":
            self.write_record()
        else:
            self.write_plain_words()

    def _write_words(self, part: str, step: str) -> None:
        self._window.canvas.finish_writing()
        from visavis.ui.features.plain_words.words_dialog import WordsDialog

        bridge = self._window.bridge
        # It may be opened from the place where one prints.
        over = QApplication.activeModalWidget() or self._window
        self._ask(WordsDialog(bridge, over, around=self._with_brand(bridge.surroundings), part=part,
                              step=step))

    def import_document(self) -> None:
        """Ask what to import, and how."""
        self.import_as("")

    def import_as(self, form: str) -> None:
        """Begin a document from a file of another format."""
        self._import(self._make_import_dialog(form))

    def import_path(self, path: Path) -> None:
        """Show what a file makes that was dropped or pasted."""
        dialog = self._make_import_dialog("")
        dialog.import_from(path)
        self._import(dialog)

    def import_content(self, content: bytes) -> None:
        """Show what a pasted text makes that is what stands in a file."""
        from visavis.ui.kit.import_files import ImportFile

        dialog = self._make_import_dialog("")
        dialog.look_at(ImportFile(tr("Pasted text"), content))
        self._import(dialog)

    def _make_import_dialog(self, form: str) -> ImportDialog:
        self._window.canvas.finish_writing()
        from visavis.ui.features.importing.import_dialog import ImportDialog

        window, path = self._window, self._window.file.path
        document = window.bridge.document
        return ImportDialog(document, window.canvas.theme, window, form=form,
                            folder=path.parent if path else Path.home(),
                            recall=lambda name: window.settings.import_answers(name, document.head.id))

    def _import(self, dialog: ImportDialog) -> None:
        """Take what is shown once that is meant: as a new document, or into the open one as one undo step."""
        is_meant = bool(dialog.exec())
        file, outcome, target, importer = dialog.file, dialog.outcome, dialog.target, dialog.importer
        answers = dialog.options.values()
        dialog.deleteLater()
        if not is_meant or file is None or outcome is None or importer is None:
            return
        from visavis.blueprint.registry import needs_document
        from visavis.ui.features.importing.import_reading import ImportTarget, take_in

        window = self._window
        if needs_document(importer):
            # Next month's log has the same activities.
            window.settings.keep_import_answers(importer.name, window.bridge.document.head.id, answers)
        if target is ImportTarget.INTO_OPEN:
            if take_in(window.bridge, file, outcome):
                self.status_message.emit(tr("{file} taken over · Ctrl+Z: undo", file=file.name))
        elif window.file.begin_imported(outcome.document, file.path):
            self.status_message.emit(tr("Imported from {file}; it is not saved yet.", file=file.name))

    def arrange(self) -> None:
        """Show the steps as Graphviz would arrange them, and arrange them when that is wanted."""
        self._window.canvas.finish_writing()
        from visavis.exporters.auto_arrange import arrange_steps

        document = self._window.bridge.document
        self._waiting.wait_for(tr("Arranging…"), lambda _: arrange_steps(document),
                               lambda command: self._offer_arrangement(document, command),
                               lambda error: show_message(self._window, tr("The steps were not arranged"),
                                                          tr(getattr(error, "message", type(error).__name__))))

    def _offer_arrangement(self, document: BlueprintDocument, command: Command | None) -> None:
        bridge = self._window.bridge
        if bridge.document is not document:
            self.status_message.emit(tr("The drawing has changed meanwhile; arrange it again."))
            return
        if command is None:
            self.status_message.emit(tr("The steps are already well arranged."))
            return
        from visavis.ui.features.arrange_dialog import ArrangeDialog

        try:
            after = bridge.session.preview(command)
        except BlueprintError as error:
            show_message(self._window, tr("The steps were not arranged"), tr(error.message))
            return
        dialog = ArrangeDialog(bridge, after, self._window.canvas.theme, self._window)
        if dialog.exec():
            bridge.do(command)
        dialog.deleteLater()

    def show_scale(self) -> None:
        """Show what a case costs, what a year comes to, and what more minutes do."""
        self._window.canvas.finish_writing()
        from visavis.ui.features.cost_and_scale.scale_dialog import ScaleDialog

        window = self._window
        self._ask(ScaleDialog(window.bridge.document, window.file.path, window.canvas.theme, window))

    def save_as_template(self) -> None:
        """Save the document as a template of one's own."""
        self._window.canvas.finish_writing()
        from visavis.ui.features.template_dialog import TemplateDialog

        dialog = TemplateDialog(self._window.bridge.document, self._window)
        self._ask(dialog)
        if dialog.saved:
            self.status_message.emit(tr("Saved as a template: it is under File › New."))

    def remove_template(self, name: str) -> None:
        """Take a template of one's own away, when that is meant."""
        from visavis.ui.features.template_dialog import remove_template

        if remove_template(name, self._window):
            self.status_message.emit(tr("The template is deleted."))

    def show_versions(self) -> None:
        """Show the file as it was saved before, and let a version come back."""
        self._window.canvas.finish_writing()
        from visavis.ui.features.safety.versions_dialog import show_versions

        window = self._window
        show_versions(window.file, window.bridge, window.canvas.theme, window)

    def show_guide(self) -> None:
        """Show the guide."""
        self._help(HelpPart.GUIDE)

    def show_keys(self) -> None:
        """Show every key."""
        self._help(HelpPart.KEYS)

    def show_glossary(self) -> None:
        """Show what the words of the field mean."""
        self._help(HelpPart.GLOSSARY)

    def _help(self, part: HelpPart) -> None:
        from visavis.ui.window.help_dialog import HelpDialog

        self._window.canvas.finish_writing()
        self._ask(HelpDialog(self._window, part=part))

    def show_preferences(self) -> None:
        """Ask how the window is to look and speak."""
        from visavis.ui.window.preferences_dialog import PreferencesDialog

        self._window.canvas.finish_writing()
        self._ask(PreferencesDialog(self._window.appearance, self._window.settings, self._window))

    def report_problem(self) -> None:
        """Show a report to fill in and copy."""
        from visavis.ui.window.about_dialog import ReportDialog

        self._ask(ReportDialog(self._window))

    def show_about(self) -> None:
        """Say what this program is."""
        from visavis.ui.window.about_dialog import show_about

        show_about(self._window)

    def show_start_page(self) -> None:
        """Show where to begin."""
        self._window.canvas.finish_writing()
        from visavis.ui.features.start_page.page import StartPage

        window = self._window
        dialog = StartPage(window.file, window.appearance, window.canvas.theme, window)
        dialog.tour_asked.connect(self.begin_tour)
        before = window.header.current_screen()
        self._ask(dialog)
        # What is typed next is a title, not a key of whatever button had the focus.
        window.go_to("draw" if dialog.result() else before)

    def begin_tour(self) -> None:
        """Show the window's ways on an empty blueprint."""
        self._window.canvas.finish_writing()
        from visavis.ui.window.tour import Tour

        if self._window.file.new("blank"):
            if self.tour is None:
                self.tour = Tour(self._window)
            self.tour.begin()

    def close(self) -> None:
        """End with the window: no one waits for anything any more."""
        for waiting in self._window.findChildren(ProgressRunner):
            waiting.close()

    def _ask(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
