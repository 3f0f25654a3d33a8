"""The words of a comparison: verdicts, what became of frictions, kinds of changes, figures before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from visavis.blueprint.analysis import (
    BeforeAfter,
    ChangeKind,
    Comparison,
    Crossing,
    FrictionStatus,
    PersonaVerdict,
    Trend,
    Verdict,
)
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.analysis.redesign.changes import TO_SIDE
from visavis.blueprint.analysis.redesign.verdicts import LEAST_MINUTES
from visavis.blueprint.drawing.theme import Inks, Theme
from visavis.blueprint.language import (
    Count,
    Decimal,
    Message,
    MessageList,
    Minutes,
    Quoted,
    Share,
    Translator,
    message,
)
from visavis.blueprint.model import Side

MINUTES_PER_HOUR = 60
FOR_SIDE: Mapping[Side, Message] = MappingProxyType({
    Side.CITIZEN: message("for the citizen"), Side.AGENT: message("for the agents"),
    Side.PARTNER: message("for the partners"),
})
NAMED_STEPS = 3

VERDICTS: Mapping[Verdict, Message] = MappingProxyType({
    Verdict.WIN_WIN: message("Win-win"),
    Verdict.BETTER: message("Better"),
    Verdict.TRANSFER: message("Transfer"),
    Verdict.REGRESSION: message("Regression"),
    Verdict.UNCHANGED: message("Unchanged"),
    Verdict.UNKNOWN: message("Not known"),
})
VERDICT_ICONS: Mapping[Verdict, str] = MappingProxyType({
    Verdict.WIN_WIN: "circle-check", Verdict.BETTER: "arrow-up", Verdict.TRANSFER: "repeat",
    Verdict.REGRESSION: "triangle-alert", Verdict.UNCHANGED: "minus", Verdict.UNKNOWN: "circle-question-mark",
})
# What a figure that decided a verdict did, as part of a sentence.
_FIGURE_CHANGES: Mapping[tuple[str, Trend], Message] = MappingProxyType({
    ("granted", Trend.LOWER): message("fewer people are granted what they asked for"),
    ("granted", Trend.HIGHER): message("more people are granted what they asked for"),
    ("granted", Trend.UNKNOWN): message("how many are granted what they asked for is not known"),
    ("completion", Trend.LOWER): message("fewer people reach a decision"),
    ("completion", Trend.HIGHER): message("more people reach a decision"),
    ("completion", Trend.UNKNOWN): message("how many reach a decision is not known"),
    ("elapsed_minutes", Trend.LOWER): message("the delay is shorter"),
    ("elapsed_minutes", Trend.HIGHER): message("the delay is longer"),
    ("elapsed_minutes", Trend.UNKNOWN): message("the delay is not known"),
    ("citizen_minutes", Trend.LOWER): message("citizens work less"),
    ("citizen_minutes", Trend.HIGHER): message("citizens work more"),
    ("citizen_minutes", Trend.UNKNOWN): message("the citizens’ work is not known"),
    ("agent_minutes", Trend.LOWER): message("agents work less"),
    ("agent_minutes", Trend.HIGHER): message("agents work more"),
    ("agent_minutes", Trend.UNKNOWN): message("the agents’ work is not known"),
    ("partner_minutes", Trend.LOWER): message("partners work less"),
    ("partner_minutes", Trend.HIGHER): message("partners work more"),
    ("partner_minutes", Trend.UNKNOWN): message("the partners’ work is not known"),
})
STATUSES: Mapping[FrictionStatus, Message] = MappingProxyType({
    FrictionStatus.RESOLVED: message("Resolved"), FrictionStatus.REMAINING: message("Still there"),
    FrictionStatus.NEW: message("New"),
})
STATUS_ICONS: Mapping[FrictionStatus, str] = MappingProxyType({
    FrictionStatus.RESOLVED: "check", FrictionStatus.REMAINING: "minus", FrictionStatus.NEW: "plus",
})
CHANGES: Mapping[ChangeKind, Message] = MappingProxyType({
    ChangeKind.ADDED: message("new step"),
    ChangeKind.REMOVED: message("gone"),
    ChangeKind.MERGED: message("merged"),
    ChangeKind.SPLIT: message("split"),
    ChangeKind.CROSSED: message("crosses the line"),
    ChangeKind.MOVED: message("another lane"),
    ChangeKind.CHANGED: message("changed"),
    ChangeKind.ASKED: message("newly asked for"),
    ChangeKind.NO_LONGER_ASKED: message("no longer asked for"),
})
CHANGE_ICONS: Mapping[ChangeKind, str] = MappingProxyType({
    ChangeKind.ADDED: "plus", ChangeKind.REMOVED: "minus", ChangeKind.MERGED: "workflow", ChangeKind.SPLIT: "split",
    ChangeKind.CROSSED: "repeat", ChangeKind.MOVED: "arrow-right", ChangeKind.CHANGED: "pencil",
    ChangeKind.ASKED: "file-plus", ChangeKind.NO_LONGER_ASKED: "file-text",
})


def verdict_inks(theme: Theme, verdict: Verdict) -> Inks:
    """Return the inks of a verdict; its word and its icon tell the same."""
    match verdict:
        case Verdict.WIN_WIN | Verdict.BETTER:
            return Inks(theme.good, theme.good_tint, theme.good)
        case Verdict.UNCHANGED | Verdict.UNKNOWN:
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


def status_ink(theme: Theme, status: FrictionStatus) -> str:
    """Return the colour of what became of a friction."""
    return {FrictionStatus.RESOLVED: theme.good, FrictionStatus.REMAINING: theme.ink,
            FrictionStatus.NEW: theme.friction.ink}[status]


def name_of(comparison: Comparison, verdict: PersonaVerdict) -> Message:
    """Return whom a verdict is about."""
    persona = comparison.matching.after.persona_by_id.get(verdict.persona or "")
    if persona is None:
        return message("Everybody")
    return message("{name}", name=" ".join(persona.name.split()) or persona.id)


def change_share(figure: BeforeAfter) -> Message:
    """Return by how much of what it was a figure in minutes changed (`−61 %`, `=`); where it was none, `new`.

    Nothing is said of a change that is not known, or known to a bound only.
    """
    if not figure.change.is_known:
        return message("?")
    if figure.trend is Trend.SAME:
        return message("=")
    if figure.before.known_value < LEAST_MINUTES:
        return message("new")
    share = Share(abs(figure.change.known_value) / figure.before.known_value)
    return message("−{share}", share=share) if figure.change.known_value < 0 else message("+{share}", share=share)


def from_to(before: object, after: object) -> Message:
    """Return two values as one figure, before and after."""
    return message("{before} → {after}", before=before, after=after)


def minutes_from_to(figure: BeforeAfter) -> Message:
    """Return a figure in minutes, before and after."""
    return from_to(minutes_words(figure.before), minutes_words(figure.after))


def shares_from_to(figure: BeforeAfter) -> Message:
    """Return a share of the cases, before and after."""
    return from_to(share_words(figure.before), share_words(figure.after))


def delay_from_to(verdict: PersonaVerdict) -> Message:
    """Return the delay of those who reach a decision, before and after; of who never does, when they stop."""
    return from_to(*(delay_words(verdict, after=after) for after in (False, True)))


def delay_words(verdict: PersonaVerdict, *, after: bool) -> Minutes | Message:
    """Return one delay in words. Where no one reaches a decision there is none: what is told is the stop."""
    completion, delay, stop = (figure.after if after else figure.before for figure in (
        verdict.completion, verdict.delay, verdict.started.elapsed))
    if completion.value != 0:
        return minutes_words(delay)
    if stop.value is None:
        return message("stopped")
    # Where outcomes do not say what they are, no one knows whether the drawing ends with a decision.
    return message("drawn up to {time}", time=minutes_words(stop)) if completion.at_least else message(
        "stopped after {time}", time=minutes_words(stop))


def access_rise_words(verdict: PersonaVerdict, side: Side) -> Message | None:
    """Return why a side works more where that is only because more people get through; None where it is not."""
    rise = verdict.access_rise(side)
    if rise is None:
        return None
    minutes = minutes_words(rise)
    if verdict.has_no_decisions:
        return message("+{minutes} {for_side}: before, these cases were stopped; now they reach a decision.",
                       minutes=minutes, for_side=FOR_SIDE[side])
    return message("+{minutes} {for_side} over all started cases: more of them reach a decision.",
                   minutes=minutes, for_side=FOR_SIDE[side])


def verdict_words(comparison: Comparison, verdict: PersonaVerdict, translate: Translator) -> str:
    """Return a verdict as sentences to be read out: who gets through, the delay, each side's effort, then why."""
    efforts = verdict.headline_efforts
    parts = [name_of(comparison, verdict),
             message("granted {figure}", figure=shares_from_to(verdict.granted)),
             message("reaches a decision {figure}", figure=shares_from_to(verdict.completion)),
             message("delay {figure}", figure=delay_from_to(verdict)),
             message("citizen {figure}", figure=minutes_from_to(efforts.citizen)),
             message("agents {figure}", figure=minutes_from_to(efforts.agent)),
             message("partners {figure}", figure=minutes_from_to(efforts.partner))]
    if verdict.is_certain:
        parts.append(VERDICTS[verdict.verdict])
    texts = [translate(part) for part in parts]
    texts += [translate(sentence).rstrip(".") for sentence in verdict_sentences(comparison, verdict)]
    if verdict.crossing is not None:
        texts += crossing_steps(comparison, verdict.crossing, translate)
    return ". ".join(texts) + "."


def verdict_sentences(comparison: Comparison, verdict: PersonaVerdict) -> Iterator[Message]:
    """Yield why a verdict is what it is: the figures that decided it, what crossed the line, who loses by it."""
    if verdict.crossing is None or verdict.verdict is not Verdict.TRANSFER:
        yield because_words(verdict)
    if verdict.crossing is not None:
        yield message("{crossed}.", crossed=crossing_words(verdict.crossing))
    for side in FOR_SIDE:
        rise = access_rise_words(verdict, side)
        if rise is not None:
            yield rise
    regressing = regressing_words(comparison, verdict)
    if regressing is not None:
        yield regressing


def regressing_words(comparison: Comparison, verdict: PersonaVerdict) -> Message | None:
    """Return for whom it is worse than before; None where it is for no one."""
    personas = comparison.matching.after.persona_by_id
    names = [personas[name].name or name for name in verdict.regressing]
    listed = MessageList(tuple(message("{name}", name=" ".join(name.split())) for name in names))
    return message("It is worse than before for {names}.", names=listed) if names else None


def because_words(verdict: PersonaVerdict) -> Message:
    """Return the figures that decided a verdict as one sentence."""
    figures = {"granted": verdict.granted, "completion": verdict.completion, **verdict.decided.by_name()}
    efforts = verdict.decided.by_name() if verdict.has_no_decisions else {}
    messages = [_FIGURE_CHANGES[name, figures[name].trend] for name in verdict.because if name not in efforts]
    if verdict.verdict is Verdict.BETTER and verdict.more_get_through and not efforts:
        got = [name for name in verdict.because if name in ("granted", "completion")]
        if len(got) < len(messages):
            return message("Because {reasons}; but {worse}.", reasons=MessageList(tuple(messages[:len(got)])),
                           worse=MessageList(tuple(messages[len(got):])))
    if efforts:
        messages.append(NO_DECISION if verdict.completion.after.is_none else NO_DECISION_BEFORE)
    if not messages:
        return message("Delay, effort and people are as before.")
    return message("Because {reasons}.", reasons=MessageList(tuple(messages)))


# Delay and effort of those who reach a decision: where no one did, there is nothing to compare.
NO_DECISION_BEFORE = message("no one reached a decision before")
NO_DECISION = message("no one reaches a decision")


def moves_and_loses(verdict: PersonaVerdict) -> bool:
    """Return whether one side's minutes rise while the other's fall, and people are lost as well."""
    fewer = Trend.LOWER in (verdict.granted.trend, verdict.completion.trend)
    return fewer and {verdict.citizen.trend, verdict.agent.trend} == {Trend.LOWER, Trend.HIGHER}


def is_crossing_unknown(verdict: PersonaVerdict) -> bool:
    """Return whether no one knows by how much a side's work changed, so that something may have crossed the line."""
    return not (verdict.citizen.change.is_known and verdict.agent.change.is_known)


def crossing_words(crossing: Crossing) -> Message:
    """Return what crossed the line of interaction, and at what rate."""
    return message("{time} of each case passes {to_side}: {rate} min for each minute spared",
                   time=Minutes(crossing.minutes), to_side=TO_SIDE[crossing.to], rate=Decimal(crossing.rate))


def crossing_steps(comparison: Comparison, crossing: Crossing, translate: Translator) -> Iterator[str]:
    """Yield the titles of the heaviest steps behind what crossed the line."""
    for name in crossing.steps[:NAMED_STEPS]:
        step = comparison.matching.after.step_by_id.get(name) or comparison.matching.before.step_by_id[name]
        yield translate.write(Quoted(" ".join(step.title.split()) or step.id))


def yearly_hours(comparison: Comparison, verdict: PersonaVerdict, side: Side) -> float | None:
    """Return the hours a year that a side works more (negative: fewer) over all started cases.

    None where no one told the cases a year, or the minutes are not known.
    """
    cases = comparison.cases_per_year
    change = verdict.started.of_side(side).change
    if cases is None or not change.is_known:
        return None
    return change.known_value * cases * verdict.weight / MINUTES_PER_HOUR


def signed_hours(hours: float) -> Message:
    """Return hours with their sign, whole."""
    count = Count(round(abs(hours)))
    if round(abs(hours)) == 0:
        return message("0\u00a0h")
    return message("−{count}\u00a0h", count=count) if hours < 0 else message("+{count}\u00a0h", count=count)
