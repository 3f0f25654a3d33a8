"""The contract of an export format: what it is called, what can be asked of it, and how bytes are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry.format_options import FormatOption
from visavis.blueprint.storage.organisation import Organisation

if TYPE_CHECKING:
    from visavis.blueprint.analysis import RuleContext
    from visavis.blueprint.drawing.brand.brand_kit import BrandKit
    from visavis.blueprint.drawing.excerpt import Excerpt

# What an option of a format was called while only exports had some.
ExportOption = FormatOption


class NothingToShow(BlueprintError):
    """Refuses a document that has nothing of what a format is about; of several exports, it is the one left out."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an assessment depends on beside the document.

    `before` is the blueprint that it redesigns, measured; `rules` names a rule set that goes before the document's
    own. `faults` tells what could not be used: a `visavis.toml` with a mistake in it. `brand` is the kit in whose
    logo, colours and fonts exports are drawn: no figure depends on it.
    """

    organisation: Organisation = field(default_factory=Organisation)
    before: RuleContext | None = None
    rules: str | None = None
    faults: tuple[Message, ...] = ()
    brand: BrandKit | None = None


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What an exporter works on: a document, its analysis, the language of the output and the options asked for.

    `options` holds a value for every option of the format; `language` is the document's unless asked otherwise.
    `around` is what the analysis depended on beside the document: the blueprint that it redesigns above all.
    `internal` asks for what is not for everybody: details and names in what is only read out; private notes are in
    the document then. Where the document is a part of a blueprint, `excerpt` says of which and what was chosen. A
    format that draws takes its colours from `brand`, and its look.
    """

    document: BlueprintDocument
    analysis: Analysis
    language: str
    options: Mapping[str, str] = field(default_factory=dict)
    around: Surroundings | None = None
    internal: bool = False
    excerpt: Excerpt | None = None

    @property
    def brand(self) -> BrandKit | None:
        """The brand kit to draw with, if one was chosen."""
        return self.around.brand if self.around is not None else None


class Exporter(Protocol):
    """An export format. Modules that define one import nothing heavy until `export` is called.

    A format may have a `purpose` beside its title: a Message that says in one sentence what it is and for whom.
    One that draws may have a `draw(job)` that returns the sheets of the file as a PageSet (one of the drawing's own
    size where it has no paper): dialogs show them before anything is written. The poster says by
    `propose_paper(job, sheets)` which larger paper would make its sheets fewer, and the minutes by `needs_name` that
    a file's name alone does not ask for them; plug-ins are not asked these.
    One whose files may be pictures may have a `tell(job)` that returns the same in words, as Markdown: they are
    written beside the picture. One whose files others read as data may have a `losses(job)` that returns Messages,
    one for each thing that the file does not hold (`losses.count_losses`): they are told with the export.
    """

    @property
    def name(self) -> str:
        """The word of the command line."""
        ...

    @property
    def title(self) -> Message:
        """What people call it."""
        ...

    @property
    def options(self) -> tuple[FormatOption, ...]:
        """What can be asked of it."""
        ...

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the usual ending of its files (`.pdf`), which may depend on the options."""
        ...

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise BlueprintError when this document cannot be exported so."""
        ...
