"""The words beside a picture: a picture says nothing to whoever cannot see it, so the same stands beside it as text.

They are a Markdown file of the picture's name. Its first line says whose words these are: by it a later export knows
what it may replace, and leaves alone whatever else has that name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from visavis.blueprint.language import Message, message
from visavis.blueprint.registry.export_formats import Exporter, ExportJob
from visavis.blueprint.registry.format_options import FormatOption
from visavis.blueprint.storage import save_bytes

PICTURES = (".png", ".svg")
SUFFIX = ".md"
BESIDE, NONE = "beside", "none"
WORDS = FormatOption("words", message("A picture’s words, for whoever cannot see it"), (BESIDE, NONE), choice_titles={
    BESIDE: message("in a text file beside it"), NONE: message("no text file")}, is_rare=True)


def words_of_picture(exporter: Exporter, job: ExportJob) -> str | None:
    """Return a picture in words as Markdown; None for other files, where none are wanted or the format has none."""
    tell: Callable[[ExportJob], str] | None = getattr(exporter, "tell", None)
    if tell is None or job.options.get(WORDS.name, BESIDE) == NONE or exporter.suffix(job.options) not in PICTURES:
        return None
    return tell(job)


def write_words(words: str, picture: Path) -> Message | None:
    """Write the words beside a picture; return what is to be said where they are not there, None where they are."""
    if not picture.is_file():
        return None  # a device or a pipe has no neighbour
    path, mark = picture.with_suffix(SUFFIX), f"<!-- vis-a-vis: {_quiet(picture.name)} -->\n"
    try:
        if path.exists() and not path.read_bytes().startswith(mark.encode()):
            return message("{file} was there already and stays as it is: the picture’s words are not beside it",
                           file=path.name)
        save_bytes((mark + words).encode(), path, waits=False)
    except OSError:
        return message("the picture’s words could not be written to {file}", file=path.name)
    return None


def _quiet(name: str) -> str:
    """Return a file's name that ends no comment."""
    return name.replace("--", "- -").replace(">", "")
