"""The page: one HTML file that any browser opens, with everything in words and the picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.registry import ExportJob, FormatOption

if TYPE_CHECKING:
    from visavis.exporters.text_version.html_page import PagePicture


class WebPageExporter:
    """Writes the page in words as a file for a browser, with the drawing in it."""

    name = "page"
    title: Message = message("Web page (HTML)")
    purpose: Message = message("Everything in words and the picture in one file: to read, filter and listen to.")
    options: tuple[FormatOption, ...] = ()

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.html`."""
        del options
        return ".html"

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes."""
        from visavis.blueprint.storage.file_names import slug_of
        from visavis.exporters.text_version.html_page import KeptFile, write_html
        from visavis.exporters.text_version.make_page import make_text_page
        from visavis.exporters.text_version.markdown_text import write_markdown

        translate = translator(job.language)
        page = make_text_page(job.document, job.analysis, translate, internal=job.internal, excerpt=job.excerpt)
        text = KeptFile(f"{slug_of(job.document.head.id)}.md", translate(message("Text (Markdown)")),
                        write_markdown(page).encode())
        return write_html(page, _draw(job), translate, [text])


def _draw(job: ExportJob) -> PagePicture:
    """Return the blueprint without the head and the strip of a poster: the page has these in words."""
    from visavis.blueprint.drawing import LIGHT, ComposeOptions, compose, publish
    from visavis.blueprint.layout import lay_out
    from visavis.exporters.backends.svg import svg_file
    from visavis.exporters.text_version.html_page import PagePicture

    document = job.document if job.internal else publish(job.document)
    drawing = compose(document, lay_out(document), job.analysis, LIGHT, translator(job.language),
                      options=ComposeOptions(internal=job.internal, excerpt=job.excerpt))
    return PagePicture(svg_file(drawing), drawing.width)


WEB_PAGE = WebPageExporter()
