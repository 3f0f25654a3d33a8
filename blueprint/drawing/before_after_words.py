"""The words of a comparison: verdicts, what became of frictions, kinds of changes, figures before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from blueprint.analysis.comparison.changes import SIDE_WORDS, ChangeKind
from blueprint.analysis.comparison.comparison import Comparison, Status
from blueprint.analysis.comparison.verdicts import LEAST_MINUTES, BeforeAfter, Crossing, PersonaVerdict, Verdict
from blueprint.drawing.theme import Inks, Theme
from blueprint.language import Count, Decimal, Message, Minutes, Quoted, Share, Translator, message
from blueprint.model import Side

MINUTES_PER_HOUR = 60
NAMED_STEPS = 3

VERDICTS: Mapping[Verdict, Message] = MappingProxyType({
    Verdict.WIN_WIN: message("Win-win"),
    Verdict.TRANSFER: message("Transfer"),
    Verdict.REGRESSION: message("Regression"),
    Verdict.UNCHANGED: message("Unchanged"),
})
VERDICT_SENTENCES: Mapping[Verdict, Message] = MappingProxyType({
    Verdict.WIN_WIN: message("Both sides win: no effort was moved to the other side."),
    Verdict.TRANSFER: message("Effort moves to the other side of the line of interaction."),
    Verdict.REGRESSION: message("It is worse than before."),
    Verdict.UNCHANGED: message("Nothing changes in minutes or in people."),
})
VERDICT_ICONS: Mapping[Verdict, str] = MappingProxyType({
    Verdict.WIN_WIN: "circle-check", Verdict.TRANSFER: "repeat", Verdict.REGRESSION: "triangle-alert",
    Verdict.UNCHANGED: "minus",
})
STATUSES: Mapping[Status, Message] = MappingProxyType({
    Status.RESOLVED: message("Resolved"), Status.REMAINING: message("Still there"), Status.NEW: message("New"),
})
STATUS_ICONS: Mapping[Status, str] = MappingProxyType({
    Status.RESOLVED: "check", Status.REMAINING: "minus", Status.NEW: "plus",
})
CHANGES: Mapping[ChangeKind, Message] = MappingProxyType({
    ChangeKind.ADDED: message("new step"),
    ChangeKind.REMOVED: message("gone"),
    ChangeKind.MERGED: message("merged"),
    ChangeKind.SPLIT: message("split up"),
    ChangeKind.CROSSED: message("crosses the line"),
    ChangeKind.MOVED: message("another lane"),
    ChangeKind.CHANGED: message("changed"),
    ChangeKind.ASKED: message("asked for now"),
    ChangeKind.NO_LONGER_ASKED: message("asked for no longer"),
})
CHANGE_ICONS: Mapping[ChangeKind, str] = MappingProxyType({
    ChangeKind.ADDED: "plus", ChangeKind.REMOVED: "x", ChangeKind.MERGED: "workflow", ChangeKind.SPLIT: "split",
    ChangeKind.CROSSED: "repeat", ChangeKind.MOVED: "arrow-right", ChangeKind.CHANGED: "pencil",
    ChangeKind.ASKED: "file-plus", ChangeKind.NO_LONGER_ASKED: "file-text",
})


def verdict_inks(theme: Theme, verdict: Verdict) -> Inks:
    """Return the inks of a verdict; its word and its icon tell the same."""
    match verdict:
        case Verdict.WIN_WIN:
            return Inks(theme.good, theme.good_tint, theme.good)
        case Verdict.UNCHANGED:
            return theme.backstage
        case Verdict.REGRESSION:
            return theme.friction
        case Verdict.TRANSFER:
            return Inks(theme.friction.ink, theme.surface, theme.friction.ink)


def change_inks(theme: Theme, kind: ChangeKind) -> Inks:
    """Return the inks of a kind of change."""
    match kind:
        case ChangeKind.ADDED | ChangeKind.ASKED:
            return Inks(theme.good, theme.good_tint, theme.good)
        case ChangeKind.REMOVED | ChangeKind.NO_LONGER_ASKED:
            return theme.backstage
        case ChangeKind.CROSSED:
            return theme.friction
        case _:
            return theme.agent


def status_ink(theme: Theme, status: Status) -> str:
    """Return the colour of what became of a friction."""
    return {Status.RESOLVED: theme.good, Status.REMAINING: theme.ink, Status.NEW: theme.friction.ink}[status]


def name_of(comparison: Comparison, verdict: PersonaVerdict) -> Message:
    """Return whom a verdict is about."""
    persona = comparison.matching.after.persona_by_id.get(verdict.persona or "")
    if persona is None:
        return message("Everybody")
    return message("{name}", name=" ".join(persona.name.split()) or persona.id)


def change_share(figure: BeforeAfter) -> Message:
    """Return by how much of what it was a figure in minutes changed (`−61 %`, `=`); where it was none, `new`."""
    if abs(figure.change) < LEAST_MINUTES:
        return message("=")
    if figure.before < LEAST_MINUTES:
        return message("new")
    share = Share(abs(figure.change) / figure.before)
    return message("−{share}", share=share) if figure.change < 0 else message("+{share}", share=share)


def from_to(before: object, after: object) -> Message:
    """Return two values as one figure, before and after."""
    return message("{before} → {after}", before=before, after=after)


def minutes_from_to(figure: BeforeAfter) -> Message:
    """Return a figure in minutes, before and after."""
    return from_to(Minutes(figure.before), Minutes(figure.after))


def shares_from_to(figure: BeforeAfter) -> Message:
    """Return a share of the cases, before and after."""
    return from_to(Share(figure.before), Share(figure.after))


def verdict_words(comparison: Comparison, verdict: PersonaVerdict, translate: Translator) -> str:
    """Return a verdict as sentences to be read out."""
    parts = [name_of(comparison, verdict), VERDICTS[verdict.verdict],
             message("citizen {figure}", figure=minutes_from_to(verdict.citizen)),
             message("agents {figure}", figure=minutes_from_to(verdict.agent)),
             message("elapsed time {figure}", figure=minutes_from_to(verdict.elapsed)),
             message("comes to an end {figure}", figure=shares_from_to(verdict.completion))]
    told = [translate(part) for part in parts]
    if verdict.crossing is not None:
        told.append(translate(crossing_words(verdict.crossing)))
        told += crossing_steps(comparison, verdict.crossing, translate)
    elif serves_more(verdict):
        told.append(translate(SERVES_MORE))
    return ". ".join(told) + "."


SERVES_MORE = message("Minutes rise on one side because people come through who were lost before.")


def serves_more(verdict: PersonaVerdict) -> bool:
    """Tell whether a side's minutes rise only because more people come through: a win, seen by completed case."""
    rises = max(verdict.citizen.change, verdict.agent.change) >= LEAST_MINUTES
    return verdict.verdict is Verdict.WIN_WIN and rises


def moves_and_loses(verdict: PersonaVerdict) -> bool:
    """Tell whether one side's minutes rise while the other's fall, and people are lost as well."""
    signs = sorted((verdict.citizen.change, verdict.agent.change))
    return verdict.verdict is Verdict.REGRESSION and signs[0] <= -LEAST_MINUTES and signs[1] >= LEAST_MINUTES


def crossing_words(crossing: Crossing) -> Message:
    """Return what crossed the line of interaction, and at what rate."""
    return message("{time} of each case passes to {side}: {rate} min for each minute spared",
                   time=Minutes(crossing.minutes), side=SIDE_WORDS[crossing.to], rate=Decimal(crossing.rate))


def crossing_steps(comparison: Comparison, crossing: Crossing, translate: Translator) -> Iterator[str]:
    """Yield the titles of the heaviest steps behind what crossed the line."""
    for name in crossing.steps[:NAMED_STEPS]:
        step = comparison.matching.after.step_by_id.get(name) or comparison.matching.before.step_by_id[name]
        yield translate.write(Quoted(" ".join(step.title.split()) or step.id))


def yearly_hours(comparison: Comparison, verdict: PersonaVerdict, side: Side) -> float | None:
    """Return the hours a year that a side works more (negative: fewer); None where nobody told the cases a year."""
    cases = comparison.cases_per_year
    if cases is None:
        return None
    figure = verdict.citizen if side is Side.CITIZEN else verdict.agent
    return figure.change * cases * verdict.weight / MINUTES_PER_HOUR


def signed_hours(hours: float) -> Message:
    """Return hours with their sign, whole."""
    count = Count(round(abs(hours)))
    if round(abs(hours)) == 0:
        return message("0\u00a0h")
    return message("−{count}\u00a0h", count=count) if hours < 0 else message("+{count}\u00a0h", count=count)
