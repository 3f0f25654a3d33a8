"""Features and scenarios as Gherkin, with the keywords of their language.

No line begins with what authors typed, and no text has a second line: nothing of it can be a keyword, a tag, a
comment or a doc string. Tags are percent-encoded (RFC 3986); in cells of tables, bars and backslashes are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from visavis.exporters.typed_text import inert

_PLACEHOLDER = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words of Gherkin in one language (`gherkin-languages.json` of Cucumber); `and_given` follows a `given`."""

    feature: str
    scenario: str
    outline: str
    examples: str
    given: str
    and_given: str
    when: str
    then: str
    and_then: str


KEYWORDS = {
    "en": Keywords("Feature", "Scenario", "Scenario Outline", "Examples", "Given", "And", "When", "Then", "And"),
    "fr": Keywords("Fonctionnalité", "Scénario", "Plan du scénario", "Exemples", "Étant donné que", "Et que", "Quand",
                   "Alors", "Et"),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One test: texts in the language of the feature, tags as `kind` and what is meant.

    With `columns`, it is an outline: its clauses name them as `<column>`, and each of the `rows` is a test.
    `remarks` are comments: what is so today, which tests nothing.
    """

    name: str
    tags: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """A whole file; each line of the `description` begins with words of the program."""

    language: str
    title: str
    tags: tuple[tuple[str, str], ...] = ()
    description: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


def write_feature(feature: Feature) -> str:
    """Return a feature as the text of its file."""
    words = KEYWORDS[feature.language]
    lines = [f"# language: {feature.language}", *_tags(feature.tags, ""),
             f"{words.feature}: {inert(feature.title)}".rstrip(),
             *(f"  {inert(line)}" for line in feature.description)]
    for scenario in feature.scenarios:
        lines += ["", *_scenario(scenario, words)]
    return "\n".join(lines) + "\n"


def write_tag(kind: str, meant: str) -> str:
    """Return a tag that stands for an id: whoever decodes it has the id again."""
    return f"@{kind}:{quote(meant, safe='/', errors='replace')}"


def _tags(tags: Iterable[tuple[str, str]], indent: str) -> Iterator[str]:
    told = " ".join(dict.fromkeys(write_tag(kind, meant) for kind, meant in tags))
    if told:
        yield indent + told


def _scenario(scenario: Scenario, words: Keywords) -> Iterator[str]:
    scenario = _free_columns(scenario)
    yield from _tags(scenario.tags, "  ")
    yield f"  {words.outline if scenario.columns else words.scenario}: {inert(scenario.name)}".rstrip()
    yield from (f"    # {inert(remark)}" for remark in scenario.remarks)
    yield from _clauses(scenario.given, words.given, words.and_given)
    yield from _clauses(scenario.when, words.when, words.and_then)
    yield from _clauses(scenario.then, words.then, words.and_then)
    if scenario.columns:
        yield ""
        yield f"    {words.examples}:"
        yield from (f"      | {' | '.join(map(_cell, row))} |" for row in (scenario.columns, *scenario.rows))


def _clauses(texts: Iterable[str], first: str, other: str) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f"    {other if number else first} {inert(text)}"


def _cell(text: str) -> str:
    return inert(text).replace("\\", "\\\\").replace("|", "\\|")


def _free_columns(scenario: Scenario) -> Scenario:
    """Return an outline whose columns are named as no value is: `<end>` in a value is no placeholder."""
    typed = {found for row in scenario.rows for cell in row for found in _PLACEHOLDER.findall(cell)}
    names = {}
    for column in scenario.columns:
        name = column
        while name in typed:
            name += "_"
        names[column] = name
    if all(column == name for column, name in names.items()):
        return scenario

    def rename(text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: f"<{names.get(found[1], found[1])}>", text)

    return replace(scenario, given=tuple(map(rename, scenario.given)), when=tuple(map(rename, scenario.when)),
                   then=tuple(map(rename, scenario.then)), columns=tuple(names.values()))
