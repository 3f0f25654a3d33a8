"""The rows of the list beside the two drawings, and the steps that each of them is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from visavis.blueprint.analysis import (
    ChangeKind,
    ComparedFinding,
    Comparison,
    Crossing,
    FrictionStatus,
    order_by_access,
)
from visavis.blueprint.drawing import DrawingContext, Theme
from visavis.blueprint.drawing.before_after.before_after_rows import (
    change_row,
    compared_friction_row,
    crossing_row,
    heading_row,
    sentence_row,
)
from visavis.blueprint.drawing.before_after.before_after_words import (
    CHANGES,
    STATUSES,
    crossing_steps,
    crossing_words,
    is_crossing_unknown,
    moves_and_loses,
    name_of,
    verdict_words,
)
from visavis.blueprint.drawing.before_after.verdict_rows import verdict_row
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.text.metrics import metrics
from visavis.ui.features.journeys.block_list import BlockEntry
from visavis.ui.kit.i18n import interface_language, tr

ROW_GAP = 8.0


@dataclass(frozen=True, slots=True)
class RowSteps:
    """The steps a row is about, on both drawings."""

    before: frozenset[str]
    after: frozenset[str]


def entries(comparison: Comparison, part: str, theme: Theme) -> Iterator[BlockEntry]:
    """Yield the rows of a part: `sides`, `frictions` or `changes`."""
    context = DrawingContext(theme, interface_language.translator, metrics())
    match part:
        case "frictions":
            yield from _frictions(context, comparison)
        case "changes":
            yield from _changes(context, comparison)
        case _:
            yield from _verdicts(context, comparison)
            yield from _crossings(context, comparison)
            yield from _friction_counts(context, comparison)
            yield from _notes(context, comparison)


def _heading(context: DrawingContext, words: str) -> BlockEntry:
    return BlockEntry(words, partial(heading_row, context, words), active=False)


def _sentence(context: DrawingContext, icon: str, colour: str, words: str) -> BlockEntry:
    return BlockEntry(words, partial(sentence_row, context, icon, colour, words), active=False)


def _verdicts(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    if not comparison.verdicts:
        yield _sentence(context, "info", context.theme.muted,
                        tr("There is nothing to measure yet: one of the two has no journey."))
    for index, verdict in enumerate(order_by_access(comparison.verdicts)):
        yield BlockEntry(verdict_words(comparison, verdict, context.translate),
                         partial(verdict_row, context, comparison, verdict), active=False,
                         above=ROW_GAP if index else 0.0)


def _crossings(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    if not comparison.verdicts:
        return
    yield _heading(context, tr("What changed sides"))
    crossed = [verdict for verdict in comparison.verdicts if verdict.crossing is not None]
    for verdict in crossed:
        assert verdict.crossing is not None
        told = (tr(name_of(comparison, verdict)), tr(crossing_words(verdict.crossing)),
                ", ".join(crossing_steps(comparison, verdict.crossing, context.translate)))
        yield BlockEntry(". ".join(part for part in told if part),
                         partial(crossing_row, context, comparison, verdict),
                         _steps_behind(comparison, verdict.crossing))
    worse = [verdict for verdict in comparison.verdicts if moves_and_loses(verdict)]
    for verdict in worse:
        words = tr("For {name}, one side works less and the other more, and fewer people get what they came for.",
                   name=name_of(comparison, verdict))
        yield _sentence(context, "info", context.theme.muted, words)
    if not crossed and not worse and any(map(is_crossing_unknown, comparison.verdicts)):
        yield _sentence(context, "info", context.theme.muted, tr("That is not known: some working time is missing."))
    elif not crossed and not worse:
        yield _sentence(context, "check", context.theme.good, tr("No effort was moved across the line for anybody."))


def _friction_counts(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    """Yield what became of the frictions, in one line: the list of them is a part of its own."""
    if comparison.findings:
        counts = {status: comparison.count(status) for status in FrictionStatus}
        words = ", ".join(tr(counted) for counted in (
            plural("{count} resolved", "{count} resolved", counts[FrictionStatus.RESOLVED]),
            plural("{count} still there", "{count} still there", counts[FrictionStatus.REMAINING]),
            plural("{count} new", "{count} new", counts[FrictionStatus.NEW])))
        yield _heading(context, tr("Frictions"))
        yield _sentence(context, "triangle-alert", context.theme.muted, words)


def _steps_behind(comparison: Comparison, crossing: Crossing) -> RowSteps:
    """Return the steps behind what crossed the line, and what they were."""
    after = [name for name in crossing.steps if name in comparison.matching.after.step_by_id]
    before = {origin for name in after for origin in comparison.matching.origins[name]}
    return RowSteps(frozenset(before), frozenset(after))


def _notes(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    if comparison.notes:
        yield _heading(context, tr("To bear in mind"))
    for note in comparison.notes:
        yield _sentence(context, "info", context.theme.muted, tr(note))


def _frictions(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    if not comparison.findings:
        yield _sentence(context, "check", context.theme.good, tr("No friction was found, before or after."))
    for status, heading in ((FrictionStatus.NEW, tr("New frictions")),
                            (FrictionStatus.REMAINING, tr("Frictions still there")),
                            (FrictionStatus.RESOLVED, tr("Frictions resolved"))):
        findings = [one for one in comparison.findings if one.status is status]
        if findings:
            yield _heading(context, tr("{heading} · {count}", heading=heading, count=len(findings)))
        for one in findings:
            text = f"{tr(STATUSES[status])}. {tr(one.finding.title)}. {tr(one.finding.message)}"
            yield BlockEntry(text, partial(compared_friction_row, context, one), _of_finding(one))


def _of_finding(one: ComparedFinding) -> RowSteps:
    steps = frozenset(one.finding.steps)
    return RowSteps(steps, frozenset()) if one.status is FrictionStatus.RESOLVED else RowSteps(frozenset(), steps)


def _changes(context: DrawingContext, comparison: Comparison) -> Iterator[BlockEntry]:
    if not comparison.changes:
        yield _sentence(context, "info", context.theme.muted, tr("The two blueprints are alike."))
    for kind, heading in _KINDS.items():
        changes = [change for change in comparison.changes if change.kind is kind]
        if changes:
            yield _heading(context, tr("{heading} · {count}", heading=tr(heading), count=len(changes)))
        for change in changes:
            yield BlockEntry(f"{tr(CHANGES[kind])}. {tr(change.message)}", partial(change_row, context, change),
                             RowSteps(frozenset(change.before), frozenset(change.after)))


# The kinds of changes in the order in which they matter to people.
_KINDS: dict[ChangeKind, Message] = {
    ChangeKind.CROSSED: message("Steps that cross the line"), ChangeKind.REMOVED: message("Steps gone"),
    ChangeKind.ADDED: message("New steps"), ChangeKind.NO_LONGER_ASKED: message("No longer asked for"),
    ChangeKind.ASKED: message("Newly asked for"), ChangeKind.MERGED: message("Steps merged"),
    ChangeKind.SPLIT: message("Steps split"), ChangeKind.MOVED: message("Steps in another lane"),
    ChangeKind.CHANGED: message("Steps changed"),
}
