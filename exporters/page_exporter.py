"""What the exporters of pages for readers share: their options, their endings, and how a file is made of sheets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import WORDS, ExportJob, FormatOption
from visavis.exporters.backends import FORMAT_TITLES, PICTURE_FORMATS, write_pages
from visavis.exporters.print_options import COLOURS, choose_look, choose_theme

if TYPE_CHECKING:
    from visavis.blueprint.drawing import DrawingContext, PageSet

FORMAT = FormatOption("format", message("File format"), PICTURE_FORMATS, choice_titles=FORMAT_TITLES)
# The sizes of most pages: paper, and screens. None: the size says what it is.
PAGE_SIZES: Mapping[str, Message | None] = MappingProxyType({
    "A4": None, "A3": None, "letter": message("US Letter"), "square": message("square, for a screen"),
    "16x9": message("16:9, for a screen")})


class PageExporter(ABC):
    """One page for one reader, as a PDF, a picture or slides; which page, its own class says in `draw`."""

    name: str
    title: Message
    purpose: Message
    sizes: Mapping[str, Message | None]
    more_options: tuple[FormatOption, ...] = ()

    @property
    def options(self) -> tuple[FormatOption, ...]:
        """What can be asked of it: file format, size, what is its own, colours."""
        titles = {size: title for size, title in self.sizes.items() if title is not None}
        return (FORMAT, FormatOption("paper", message("Paper size"), tuple(self.sizes), choice_titles=titles),
                *self.more_options, COLOURS, WORDS)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the ending of the chosen file format."""
        return f".{options.get('format', 'pdf')}"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; in SVG and PNG further sheets stand below the first."""
        return write_pages(self.draw(job), job.options.get("format", "pdf"))

    def tell(self, job: ExportJob) -> str:
        """Return the sheets in words, as Markdown: what is read out of them, in their order."""
        from visavis.exporters.text_version.page_words import tell_pages

        return tell_pages(self.draw(job))

    @abstractmethod
    def draw(self, job: ExportJob) -> PageSet:
        """Return the sheets; raise BlueprintError where the document cannot be told so."""

    def paper(self, job: ExportJob) -> str:
        """Return the size asked for, else the first of its sizes."""
        return job.options.get("paper") or next(iter(self.sizes))


def page_context(job: ExportJob) -> DrawingContext:
    """Return what the pages of a job are drawn with: colours, language, letters, the look of its brand kit."""
    from visavis.blueprint.drawing.text_setting import make_context

    theme = choose_theme(job)
    return make_context(theme, translator(job.language), None, choose_look(job, theme))
