"""A whole blueprint in words, as Markdown: what stands beside its pictures, and a format of its own."""

from __future__ import annotations

from visavis.blueprint.language import translator
from visavis.blueprint.registry import ExportJob
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.markdown_text import write_markdown


def tell_blueprint(job: ExportJob) -> str:
    """Return the page in words of a job's document, in the language of the job."""
    page = make_text_page(job.document, job.analysis, translator(job.language), internal=job.internal,
                          excerpt=job.excerpt)
    return write_markdown(page)
