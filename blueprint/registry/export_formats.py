"""The contract of an export format: what it is called, what can be asked of it, and how bytes are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from visavis.blueprint.analysis.frictions.finding import Analysis
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument

if TYPE_CHECKING:
    from visavis.blueprint.registry.assessment import Surroundings


@dataclass(frozen=True, slots=True)
class ExportOption:
    """One thing that can be asked of a format, as `--set name=value` or in the export dialog.

    `choices` lists the allowed values, the default first; without choices, any text is taken and `default` used.
    """

    name: str
    title: Message
    choices: tuple[str, ...] = ()
    default: str = ""

    @property
    def initial(self) -> str:
        """The value when nothing is asked."""
        return self.default or (self.choices[0] if self.choices else "")


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What an exporter works on: a document, its analysis, the language of the output and the options asked for.

    `options` holds a value for every option of the format; `language` is the document's unless asked otherwise.
    `around` is what the analysis depended on beside the document: the blueprint that it redesigns above all.
    """

    document: BlueprintDocument
    analysis: Analysis
    language: str
    options: Mapping[str, str] = field(default_factory=dict)
    around: Surroundings | None = None


class Exporter(Protocol):
    """An export format. Modules that define one import nothing heavy until `export` is called.

    A format may have a `purpose` beside its title: a Message that says in one sentence what it is and for whom.
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
    def options(self) -> tuple[ExportOption, ...]:
        """What can be asked of it."""
        ...

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the usual ending of its files (`.pdf`), which may depend on the options."""
        ...

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise BlueprintError when this document cannot be exported so."""
        ...
