"""What stands on the page in words, in the order in which it is read: the same for every format that writes it.

All texts are plain, in the language of the page, and whole. Whose step it is, is said in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText


def colon(language: str) -> str:
    """Return a colon as a language sets it after a word."""
    return "\u00a0:" if language.startswith("fr") else ":"


@dataclass(frozen=True, slots=True)
class StepText:
    """A step: whose it is (`lane`, `channel`), how long it takes (`times`), what else is marked on it (`remarks`).

    `frictions` are the numbers of its friction points, `personas` the ids of those who come to it.
    """

    id: str
    title: str
    lane: str
    channel: str = ""
    times: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    frictions: tuple[int, ...] = ()
    personas: frozenset[str] = frozenset()

    @property
    def whose(self) -> str:
        """Its lane and its channel."""
        return " · ".join(part for part in (self.lane, self.channel) if part)


@dataclass(frozen=True, slots=True)
class SpeechText:
    """What is said across the line of interaction: by whom, in which words, how often, and what is carried.

    `is_said` is false where the blueprint has no words for it.
    """

    key: str
    speaker: str
    words: str
    is_citizens: bool
    is_said: bool = True
    share: str = ""
    carried: tuple[str, ...] = ()
    personas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnText:
    """One column of the drawing: what both sides do side by side, and what is said between them."""

    citizen: tuple[StepText, ...] = ()
    said: tuple[SpeechText, ...] = ()
    agents: tuple[StepText, ...] = ()


@dataclass(frozen=True, slots=True)
class SideMinutes:
    """What a friction costs one side: in words, and in minutes for a bar (None where that is not known)."""

    side: str
    words: str
    minutes: float | None
    is_citizens: bool


@dataclass(frozen=True, slots=True)
class FrictionText:
    """A friction point: its number and name, what is the matter, what would help, and what it costs.

    `lost` says who is lost, or that a duty is missed; `costs` are the minutes of both sides, and `note` says what is
    not known of them.
    """

    number: int
    name: str
    sentences: tuple[str, ...]
    remedy: str
    lost: str = ""
    costs: tuple[SideMinutes, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhaseText:
    """A phase: its part of the elapsed time, the work of both sides in it, its columns and its friction points.

    `also` are the friction points that were told in an earlier phase: number and name.
    """

    id: str
    number: int
    name: str
    time: str = ""
    work: tuple[LabelledText, ...] = ()
    exchanges: tuple[ColumnText, ...] = ()
    frictions: tuple[FrictionText, ...] = ()
    also: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonaText:
    """A persona: the figures of their own journey, of whom they are, and in which phases they come to a step."""

    id: str
    name: str
    figures: tuple[LabelledText, ...]
    figures_remark: str
    phases: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageHeads:
    """The headings of the page and of its columns, in its language."""

    record: str
    figures: str
    citizen: str
    said: str
    agents: str
    frictions: str
    also: str
    unknown: str
    everybody: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """The whole page. `kinds` says what it is (a blueprint, of the present journey, with estimated figures)."""

    language: str
    title: str
    kinds: tuple[str, ...]
    summary: str
    verdict: tuple[str, ...]
    record: tuple[LabelledText, ...]
    figures: tuple[LabelledText, ...]
    figures_remark: str
    personas: tuple[PersonaText, ...]
    phases: tuple[PhaseText, ...]
    elsewhere: tuple[FrictionText, ...]
    unknown: tuple[str, ...]
    heads: PageHeads

    def steps(self) -> Iterator[StepText]:
        """Yield every step in reading order."""
        for phase in self.phases:
            for exchange in phase.exchanges:
                yield from (*exchange.citizen, *exchange.agents)

    def speeches(self) -> Iterator[SpeechText]:
        """Yield everything that is said, in reading order."""
        for phase in self.phases:
            for exchange in phase.exchanges:
                yield from exchange.said
