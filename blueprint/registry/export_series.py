"""Several exports of one blueprint: what each is called, how it is written, and what became of it.

One that fails stops no other, and a file appears whole or not at all. For the command line and the window alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from visavis.blueprint.analysis import Cancelled, lacking_plain_words
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry.content_choice import WHOLE, ContentChoice
from visavis.blueprint.registry.export_formats import Exporter, ExportJob, NothingToShow
from visavis.blueprint.registry.picture_words import words_of_picture, write_words
from visavis.blueprint.storage import BlueprintFileError, save_bytes
from visavis.blueprint.storage.file_names import file_name_of, slug_of
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.write_targets import Output, WriteAnswer, clearance

# As many copies of one name are numbered.
MOST_COPIES = 10_000


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """One thing to make: a format by its name, what is asked of it, and what of the blueprint it shows.

    `options` may leave out what is as the format has it; no `language` is that of the document.
    """

    form: str
    options: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    choice: ContentChoice = WHOLE


class ExportEnd(Enum):
    """What became of an export."""

    WRITTEN = auto()
    LEFT_OUT = auto()
    FAILED = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What became of an export, and why it is not there; `remarks` on a file that is: letters that no font has.

    `error` is what a failure was raised by.
    """

    form: str
    end: ExportEnd
    path: Path | None = None
    reason: Message | None = None
    remarks: tuple[Message, ...] = ()
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class ExportedContent:
    """The bytes of a file that is not written yet, and what is to be said of letters that no font has.

    Beside a picture stand its `words`, for whoever cannot see it: Markdown, None where there are none. `plain` says
    how many steps a page for the public prints as they were typed, for want of plain words, and `losses` what a
    format has no place for.
    """

    content: bytes
    letters: Message | None = None
    words: str | None = None
    plain: Message | None = None
    losses: tuple[Message, ...] = ()


def name_export(document: BlueprintDocument, order: ExportOrder, suffix: str) -> str:
    """Return what a file is called: title, format, table or size, language, what it is a part of or meant for."""
    head, choice = document.head, order.choice
    title = slug_of(head.title, slug_of(head.id))
    language = (order.language or head.language).split("-")[0]
    # Paper may be typed: nothing of it makes a path.
    paper = file_name_of(order.options.get("paper", ""), "").replace(" ", "")
    # One of several tables.
    table = file_name_of(order.options.get("table", ""), "").replace(" ", "")
    marks = [order.form, table, paper, language, "" if choice.is_whole else "extract",
             "internal" if choice.internal else ""]
    return "_".join([title, *(mark for mark in marks if mark)]) + suffix


def number_name(name: str, suffix: str, is_taken: Callable[[str], bool]) -> str:
    """Return a name that is free: the name itself, or with the first number that makes it so (`…_2.pdf`)."""
    stem = name.removesuffix(suffix)
    numbered = (f"{stem}_{number}{suffix}" for number in range(2, MOST_COPIES))
    return name if not is_taken(name) else next(one for one in numbered if not is_taken(one))


def make_content(exporter: Exporter, job: ExportJob) -> ExportedContent:
    """Return an export's bytes; raise what the format raises."""
    from visavis.blueprint.drawing import collect_missing_letters, describe_missing_letters

    with collect_missing_letters() as missing:
        content = exporter.export(job)
    return ExportedContent(content, describe_missing_letters(missing.values()), words_of_picture(exporter, job),
                           _lack_of_plain_words(exporter, job.document), _losses(exporter, job))


def _lack_of_plain_words(exporter: Exporter, document: BlueprintDocument) -> Message | None:
    """Return how many steps lack the plain words that a format prints; None for one that prints none."""
    # What plug-ins offer may lack the attribute.
    lacking = lacking_plain_words(document) if getattr(exporter, "has_plain_words", False) else ()
    return plural("{count} step lacks plain words: titles are printed as they were typed",
                  "{count} steps lack plain words: titles are printed as they were typed",
                  len(lacking)) if lacking else None


def _losses(exporter: Exporter, job: ExportJob) -> tuple[Message, ...]:
    """Return what the file does not hold; nothing where the format tells nothing."""
    losses = getattr(exporter, "losses", None)
    return tuple(losses(job)) if losses is not None else ()


def write_content(made: ExportedContent, path: Path, output: Output) -> tuple[Message, ...]:
    """Write an export, all or nothing, and the words of a picture beside it; what was asked about may be replaced.

    Returns what is to be said of it.

    Raises BlueprintFileError for what is never written over, and for all that a save can fail with.
    """
    try:
        found = clearance(path, output)
    except (OSError, ValueError) as error:
        raise BlueprintFileError(path, reason_of(error)) from None
    if found.answer is WriteAnswer.NEVER and found.reason is not None:
        raise BlueprintFileError(path, found.reason)
    save_bytes(made.content, path, waits=False)
    return remarks_of(made, path)


def remarks_of(made: ExportedContent, path: Path) -> tuple[Message, ...]:
    """Write the words of a picture that is in `path` now, and return what is to be said of the export."""
    left = write_words(made.words, path) if made.words is not None else None
    return tuple(remark for remark in (made.letters, made.plain, *made.losses, left) if remark is not None)


def try_export(form: str, write: Callable[[], tuple[Path, tuple[Message, ...]]]) -> ExportOutcome:
    """Run what makes and writes one of several exports, and return what became of it; raises Cancelled alone.

    `write` returns the file, and what is to be said of it.
    """
    try:
        path, remarks = write()
    except Cancelled:
        raise
    except NothingToShow as error:
        return ExportOutcome(form, ExportEnd.LEFT_OUT, reason=error.message, error=error)
    except BlueprintError as error:
        return ExportOutcome(form, ExportEnd.FAILED, reason=error.message, error=error)
    except OSError as error:
        return ExportOutcome(form, ExportEnd.FAILED, reason=reason_of(error), error=error)
    except Exception as error:  # noqa: BLE001 - one format's bug is none of the others'
        shown = message("this should not have happened ({reason})", reason=f"{type(error).__name__}: {error}"[:120])
        return ExportOutcome(form, ExportEnd.FAILED, reason=shown, error=error)
    return ExportOutcome(form, ExportEnd.WRITTEN, path, remarks=remarks)
