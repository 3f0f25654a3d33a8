"""The rows of the list beside the two drawings, and the steps that each of them is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from visavis.blueprint.analysis.redesign.changes import ChangeKind
from visavis.blueprint.analysis.redesign.comparison import ComparedFinding, Comparison, Status
from visavis.blueprint.analysis.redesign.verdicts import Crossing
from visavis.blueprint.drawing.before_after.before_after_rows import (
    change_row,
    compared_friction_row,
    crossing_row,
    heading_row,
    sentence_row,
    verdict_height,
    verdict_row,
)
from visavis.blueprint.drawing.before_after.before_after_words import (
    CHANGES,
    STATUSES,
    crossing_is_unknown,
    crossing_steps,
    crossing_words,
    moves_and_loses,
    name_of,
    serves_more,
    verdict_words,
)
from visavis.blueprint.drawing.text_setting import Atelier
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Message, message
from visavis.blueprint.text.metrics import metrics
from visavis.ui.features.journeys.block_list import Entry
from visavis.ui.kit.i18n import speech, tr

ROW_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Shown:
    """The steps a row is about, on both drawings."""

    before: frozenset[str]
    after: frozenset[str]


def entries(comparison: Comparison, part: str, theme: Theme) -> Iterator[Entry]:
    """Yield the rows of a part: `sides`, `frictions` or `changes`."""
    atelier = Atelier(theme, speech.translator, metrics())
    match part:
        case "frictions":
            yield from _frictions(atelier, comparison)
        case "changes":
            yield from _changes(atelier, comparison)
        case _:
            yield from _verdicts(atelier, comparison)
            yield from _crossings(atelier, comparison)
            yield from _notes(atelier, comparison)


def _heading(atelier: Atelier, words: str) -> Entry:
    return Entry(words, partial(heading_row, atelier, words), active=False)


def _sentence(atelier: Atelier, icon: str, colour: str, words: str) -> Entry:
    return Entry(words, partial(sentence_row, atelier, icon, colour, words), active=False)


def _verdicts(atelier: Atelier, comparison: Comparison) -> Iterator[Entry]:
    if not comparison.verdicts:
        yield _sentence(atelier, "info", atelier.theme.muted,
                        tr("There is nothing to measure yet: one of the two has no journey."))
    height = verdict_height(comparison)
    for place, verdict in enumerate(comparison.verdicts):
        yield Entry(verdict_words(comparison, verdict, atelier.translate),
                    partial(verdict_row, atelier, comparison, verdict), None, height, active=False,
                    above=ROW_GAP if place else 0.0)


def _crossings(atelier: Atelier, comparison: Comparison) -> Iterator[Entry]:
    if not comparison.verdicts:
        return
    yield _heading(atelier, tr("What crossed the line"))
    crossed = [verdict for verdict in comparison.verdicts if verdict.crossing is not None]
    for verdict in crossed:
        assert verdict.crossing is not None
        told = (tr(name_of(comparison, verdict)), tr(crossing_words(verdict.crossing)),
                ", ".join(crossing_steps(comparison, verdict.crossing, atelier.translate)))
        yield Entry(". ".join(part for part in told if part), partial(crossing_row, atelier, comparison, verdict),
                    _behind(comparison, verdict.crossing))
    worse = [verdict for verdict in comparison.verdicts if moves_and_loses(verdict)]
    for verdict in worse:
        words = tr("For {name}, one side works less and the other more, and fewer people get what they came for.",
                   name=name_of(comparison, verdict))
        yield _sentence(atelier, "info", atelier.theme.muted, words)
    if not crossed and not worse and any(map(crossing_is_unknown, comparison.verdicts)):
        yield _sentence(atelier, "info", atelier.theme.muted, tr("That is not known: some working time is missing."))
    elif not crossed and not worse:
        yield _sentence(atelier, "check", atelier.theme.good, tr("No effort was moved across the line for anybody."))
    for verdict in comparison.verdicts:
        if serves_more(verdict):
            words = tr("For {name}, minutes rise on one side over all started cases because more people get through.",
                       name=name_of(comparison, verdict))
            yield _sentence(atelier, "info", atelier.theme.muted, words)


def _behind(comparison: Comparison, crossing: Crossing) -> Shown:
    """Return the steps behind what crossed the line, and what they were."""
    after = [name for name in crossing.steps if name in comparison.matching.after.step_by_id]
    before = {origin for name in after for origin in comparison.matching.origins[name]}
    return Shown(frozenset(before), frozenset(after))


def _notes(atelier: Atelier, comparison: Comparison) -> Iterator[Entry]:
    if comparison.notes:
        yield _heading(atelier, tr("To bear in mind"))
    for note in comparison.notes:
        yield _sentence(atelier, "info", atelier.theme.muted, tr(note))


def _frictions(atelier: Atelier, comparison: Comparison) -> Iterator[Entry]:
    if not comparison.findings:
        yield _sentence(atelier, "check", atelier.theme.good, tr("No friction was found, before or after."))
    for status, heading in ((Status.NEW, tr("New frictions")), (Status.REMAINING, tr("Frictions still there")),
                            (Status.RESOLVED, tr("Frictions resolved"))):
        found = [one for one in comparison.findings if one.status is status]
        if found:
            yield _heading(atelier, tr("{heading} · {count}", heading=heading, count=len(found)))
        for one in found:
            told = f"{tr(STATUSES[status])}. {tr(one.finding.title)}. {tr(one.finding.message)}"
            yield Entry(told, partial(compared_friction_row, atelier, one), _of_finding(one))


def _of_finding(one: ComparedFinding) -> Shown:
    steps = frozenset(one.finding.steps)
    return Shown(steps, frozenset()) if one.status is Status.RESOLVED else Shown(frozenset(), steps)


def _changes(atelier: Atelier, comparison: Comparison) -> Iterator[Entry]:
    if not comparison.changes:
        yield _sentence(atelier, "info", atelier.theme.muted, tr("The two blueprints are alike."))
    for kind, heading in _KINDS.items():
        found = [change for change in comparison.changes if change.kind is kind]
        if found:
            yield _heading(atelier, tr("{heading} · {count}", heading=tr(heading), count=len(found)))
        for change in found:
            yield Entry(f"{tr(CHANGES[kind])}. {tr(change.message)}", partial(change_row, atelier, change),
                        Shown(frozenset(change.before), frozenset(change.after)))


# The kinds of changes in the order in which they matter to people.
_KINDS: dict[ChangeKind, Message] = {
    ChangeKind.CROSSED: message("Steps that cross the line"), ChangeKind.REMOVED: message("Steps gone"),
    ChangeKind.ADDED: message("New steps"), ChangeKind.NO_LONGER_ASKED: message("Asked for no longer"),
    ChangeKind.ASKED: message("Newly asked for"), ChangeKind.MERGED: message("Steps merged"),
    ChangeKind.SPLIT: message("Steps split up"), ChangeKind.MOVED: message("Steps in another lane"),
    ChangeKind.CHANGED: message("Steps changed"),
}
