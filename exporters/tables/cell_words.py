"""What stands in cells: the words of choices, the names of elements, times and shares as numbers with one unit.

A cell says what the window's own table says, so that it can be typed there again: names by their words, several with
semicolons between them, and two elements that have the same name with their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from visavis.blueprint.editing import join_names
from visavis.blueprint.language import Message, Translator, message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, Time
from visavis.blueprint.model.durations import MINUTES_PER_DAY, mean_effort, mean_minutes
from visavis.blueprint.model.words import CLOSED_LISTS
from visavis.exporters.typed_text import inert

# More digits than anyone measures; sums of floats show no tails.
DIGITS = 2
FEWER_THAN_ONE = message("fewer than 1 in 100")


class CellWords:
    """The words of one document in one language; each name is read once."""

    def __init__(self, document: BlueprintDocument, translate: Translator) -> None:
        self.document, self.translate = document, translate
        self._known: dict[str, Mapping[str, str]] = {}

    def say(self, told: Message | str) -> str:
        """Return a message in the language of the table."""
        return self.translate(told)

    def name(self, choices: str, value: object) -> str:
        """Return the words of a value of a list of choices; one that the list does not have as it is."""
        return self.words_of(choices).get(str(value), str(value))

    def words_of(self, choices: str) -> Mapping[str, str]:
        """Return the words of each value of a list of choices, of which no two are alike."""
        if choices not in self._known:
            self._known[choices] = dict(_distinguish(self._pairs(choices)))
        return self._known[choices]

    def names(self, choices: str, values: Collection[object] | None) -> str:
        """Return the words of several values in one cell."""
        return join_names(self.name(choices, value) for value in values) if values else ""

    def step(self, step: str) -> str:
        """Return the name of a step."""
        return self.name("steps", step)

    def work_minutes(self, work: Time | None) -> int | float | None:
        """Return the mean minutes of effort in some work."""
        return None if work is None else short_number(mean_effort(work, self.document.hours_per_day))

    def yes(self, *, holds: bool) -> str:
        """Return a tick: a word, or nothing."""
        return self.say(message("yes")) if holds else ""

    @cached_property
    def rule_titles(self) -> Mapping[str, str]:
        """The names of the friction rules that are known, by their keys."""
        from visavis.blueprint.registry import plugins

        return {rule.name: self.say(rule.title) for rule in plugins().rules}

    def _pairs(self, choices: str) -> Iterator[tuple[str, str]]:
        head = self.document.head
        lists: Mapping[str, Iterable[Any]] = {
            "lanes": head.lanes, "phases": head.phases, "personas": head.personas, "actors": head.actors,
            "items": head.items}
        if choices == "steps":
            yield from ((step.id, step.title.strip() or step.id) for step in self.document.steps)
        elif choices in lists:
            yield from ((one.id, one.name.strip() or one.id) for one in lists[choices])
        elif choices == "rules":
            yield from self.rule_titles.items()
        else:
            yield from ((value, self.say(words.label)) for value, words in CLOSED_LISTS.get(choices, {}).items())
        if choices == "channel":
            yield from ((one.id, one.name.strip() or one.id) for one in head.channels)


def short_number(amount: float, digits: int = DIGITS) -> int | float:
    """Return a number with few decimals, and with none where it is whole; what is not nothing stays so."""
    short = round(amount, digits)
    if not short and amount:
        short = float(f"{amount:.1g}")
    return int(short) if short == int(short) else short


def wait_days(wait: Time | None) -> int | float | None:
    """Return the mean calendar days of a wait or a deadline."""
    return None if wait is None else short_number(mean_minutes(wait) / MINUTES_PER_DAY)


def in_hundred(share: float | None) -> int | float | None:
    """Return an author's own share as so many in a hundred, with the digits that were given."""
    if share is None:
        return None
    hundred = Decimal(repr(share)) * 100
    return int(hundred) if hundred == hundred.to_integral_value() else float(hundred)


def from_hundred(amount: float) -> int | float:
    """Return the share that `in_hundred` told as so many in a hundred."""
    share = Decimal(repr(amount)) / 100
    return int(share) if share == share.to_integral_value() else float(share)


def people_in_hundred(share: float | None) -> int | None:
    """Return a share that was worked out as whole people; None for fewer than one, who are not nobody."""
    if share is None:
        return None
    people = round(share * 100)
    return people if people or share <= 0 else None


def _distinguish(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield names on one line, with their ids where several elements have the same."""
    named = {value: " ".join(inert(text).split()) or value for value, text in pairs}
    seen = Counter(fold_text(text) for text in named.values())
    # What ends as a name with an identifier does might be taken for one.
    yield from ((value, f"{text} [{value}]" if seen[fold_text(text)] > 1 or text.endswith("]") else text)
                for value, text in named.items())
