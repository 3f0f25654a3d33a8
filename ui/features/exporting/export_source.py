"""What is exported, and how an order becomes sheets, a text or a file; all of it runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.blueprint.analysis import Analysis, Cancelled
from visavis.blueprint.drawing import PageSet
from visavis.blueprint.drawing.sheet_words import SheetSummary, summarise_sheets
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import (
    Exporter,
    ExportJob,
    ExportOrder,
    ExportOutcome,
    Surroundings,
    give_up_when,
    initial_values,
    make_content,
    make_job,
    plugins,
    try_export,
    write_content,
)
from visavis.blueprint.storage.write_targets import Output
from visavis.exporters.backends import SLIDE_FORMATS

if TYPE_CHECKING:
    from visavis.ui.kit.jobs import IsCancelled
    from visavis.ui.kit.session import Analyse

Surround = Callable[[BlueprintDocument], Surroundings]
# More of a text is not read in a dialog.
MOST_LETTERS, MOST_LINES = 4_000, 60


@dataclass(frozen=True, slots=True)
class ExportContent:
    """What is shown of an export: the sheets it is printed on, or else the beginning of its text, if it is one.

    `is_paper` tells whether these are sheets of paper, `is_slides` whether they are slides; else they are one picture
    of its own size. `summary` tells of sheets in words.
    """

    pages: PageSet | None = None
    text: str = ""
    is_paper: bool = True
    is_slides: bool = False
    summary: SheetSummary | None = None

    def describe_kind(self) -> Message:
        """Return what it is, where it is no paper."""
        if self.pages is None:
            return message("One file")
        count = len(self.pages.pages)
        return plural("{count} slide", "{count} slides", count) if self.is_slides else message("One picture")


class ExportSource:
    """A document that is exported in several ways: it is analysed once.

    `around` tells what surrounds a document; `inputs` are the files it was read from: no export is written over them.
    """

    def __init__(self, document: BlueprintDocument, analyse: Analyse, around: Surround | None = None,
                 inputs: tuple[Path, ...] = ()) -> None:
        self.document = document
        self.inputs = inputs
        self._analyse = analyse
        self._around = around
        self._analysis: Analysis | None = None

    def replace_document(self, document: BlueprintDocument) -> None:
        """Export another state of the document from now on."""
        self.document, self._analysis = document, None

    def complete(self, order: ExportOrder, language: str) -> ExportOrder:
        """Return an order with a value for each option; `language` is that of whoever asks."""
        options = initial_values(find_exporter(order).options, language) | dict(order.options)
        return ExportOrder(order.form, options, order.language, order.choice)

    def preview(self, order: ExportOrder, cancelled: IsCancelled) -> ExportContent:
        """Return what an export will hold, by its own drawing where it has one, else by its text."""
        exporter, job = find_exporter(order), self._job(order, cancelled)
        with give_up_when(cancelled):
            pages = draw_sheets(exporter, job)
            if pages is None:
                return ExportContent(text=first_lines(exporter.export(job)))
            suffix = exporter.suffix(order.options).removeprefix(".")
        summary = summarise_sheets(pages) if suffix == "pdf" else None
        return ExportContent(pages, is_paper=summary is not None, is_slides=suffix in SLIDE_FORMATS, summary=summary)

    def count(self, order: ExportOrder, cancelled: IsCancelled) -> int:
        """Return how many sheets of paper an export has, its annex apart; 0 for what is no paper."""
        exporter, job = find_exporter(order), self._job(order, cancelled)
        with give_up_when(cancelled):
            pages = draw_sheets(exporter, job)
            return summarise_sheets(pages).sheets if pages and exporter.suffix(order.options) == ".pdf" else 0

    def propose_paper(self, order: ExportOrder, sheets: int, cancelled: IsCancelled) -> tuple[str, int] | None:
        """Return the larger paper on which an export of so many sheets has fewer, and how many; None for none."""
        propose: Callable[[ExportJob, int], tuple[str, int] | None] | None = getattr(
            find_exporter(order), "propose_paper", None)
        return None if propose is None or sheets < 2 else propose(self._job(order, cancelled), sheets)

    def export(self, order: ExportOrder, path: Path, cancelled: IsCancelled) -> ExportOutcome:
        """Make an export and write it, unless it was cancelled meanwhile; raises Cancelled, and nothing else."""
        def write() -> tuple[Path, tuple[Message, ...]]:
            exporter, job = find_exporter(order), self._job(order, cancelled)
            with give_up_when(cancelled):
                target = Output(exporter.suffix(order.options), self.inputs)
                made = make_content(exporter, job)
            if cancelled():
                raise Cancelled
            return path, write_content(made, path, target)

        return try_export(order.form, write)

    def _job(self, order: ExportOrder, cancelled: IsCancelled) -> ExportJob:
        if self._analysis is None:
            self._analysis = self._analyse(self.document, cancelled)
        around = self._around(self.document) if self._around is not None else None
        return make_job(self.document, self._analysis, order.language or self.document.head.language, order.options,
                        around, order.choice)


def find_exporter(order: ExportOrder) -> Exporter:
    """Return the format of an order."""
    return plugins().exporters[order.form]


def draw_sheets(exporter: Exporter, job: ExportJob) -> PageSet | None:
    """Return the sheets of an export; None for a format that draws none."""
    draw: Callable[[ExportJob], PageSet | None] | None = getattr(exporter, "draw", None)
    return draw(job) if draw is not None else None


def make_export(document: BlueprintDocument, exporter: Exporter, options: Mapping[str, str], language: str,
                analyse: Analyse, around: Surround | None = None) -> bytes:
    """Analyse the document and return one export's bytes."""
    surroundings = around(document) if around is not None else None
    return exporter.export(make_job(document, analyse(document, bool), language, options, surroundings))


def first_lines(content: bytes) -> str:
    """Return the beginning of a file that is text; nothing of one that is not."""
    text = content[:MOST_LETTERS].decode("utf-8", errors="replace")
    # The last letter may be cut; what holds others that are none is no text.
    if "\0" in text or "\ufffd" in text[:-3]:
        return ""
    return "\n".join(text.rstrip("\ufffd").splitlines()[:MOST_LINES])
