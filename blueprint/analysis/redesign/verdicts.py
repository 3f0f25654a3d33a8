"""What a redesign does to each persona and to everybody, judged by what people get, then by delay, then by effort.

The rules are those of decision 0011: whoever compares only those who get an answer must first ask how many do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf, isnan, sqrt

from visavis.blueprint.analysis.figures import NOTHING, UNKNOWN, CaseMeasures, Figure, JourneyMeasures
from visavis.blueprint.analysis.frictions.context import PersonaView, RuleContext
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.model import Side

# Differences up to these are noise of estimates [D]: six seconds of a case, one person in a thousand.
LEAST_MINUTES = 0.1
LEAST_SHARE = 0.001
# A simulated difference counts from so many of its standard errors on.
ERRORS = 2.0


class Verdict(StrEnum):
    """What a redesign does to someone."""

    WIN_WIN = "win-win"
    BETTER = "better"
    TRANSFER = "transfer"
    REGRESSION = "regression"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


class Trend(StrEnum):
    """Which way a figure went, as far as that is known."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One figure in the as-is blueprint and in the redesign; `least` is the smallest difference that counts."""

    before: Figure
    after: Figure
    least: float = LEAST_MINUTES

    @property
    def change(self) -> Figure:
        """By how much it grew (negative: shrank). Between bounds no one knows, but that it grew at least so much."""
        one, other = self.before, self.after
        if one.value is None or other.value is None or one.at_least:
            return UNKNOWN
        errors = [error for error in (one.standard_error, other.standard_error) if error is not None]
        error = sqrt(sum(error**2 for error in errors)) if errors else None
        return Figure(other.value - one.value, other.at_least, error)

    @property
    def trend(self) -> Trend:
        """Which way it went; a lower bound decides only where it is beyond the other figure."""
        one, other = self.before, self.after
        if one.value is None or other.value is None or (one.at_least and other.at_least):
            return Trend.UNKNOWN
        errors = (one.standard_error or 0.0)**2 + (other.standard_error or 0.0)**2
        change, noise = other.value - one.value, max(self.least, ERRORS * sqrt(errors)) + 1e-9
        if other.at_least:
            return Trend.HIGHER if change > noise else Trend.UNKNOWN
        if one.at_least:
            return Trend.LOWER if change < -noise else Trend.UNKNOWN
        return Trend.SAME if abs(change) <= noise else Trend.HIGHER if change > 0 else Trend.LOWER


def _shares() -> BeforeAfter:
    return BeforeAfter(NOTHING, NOTHING, LEAST_SHARE)


@dataclass(frozen=True, slots=True)
class Efforts:
    """The delay and the efforts of one case, before and after."""

    elapsed: BeforeAfter
    citizen: BeforeAfter
    agent: BeforeAfter
    partner: BeforeAfter

    def by_name(self) -> Mapping[str, BeforeAfter]:
        """Return them by the names of the formats."""
        return {"elapsed_minutes": self.elapsed, "citizen_minutes": self.citizen, "agent_minutes": self.agent,
                "partner_minutes": self.partner}

    def of_side(self, side: Side) -> BeforeAfter:
        """Return the effort of the citizen, the agents or the partners."""
        return {Side.CITIZEN: self.citizen, Side.AGENT: self.agent}.get(side, self.partner)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Effort that crossed the line of interaction: `minutes` per decided case that one side lost and the other got.

    `rate` is how many minutes the receiving side spends for each one that the other is spared; `steps` are the steps
    of the redesign (or, where gone, of the as-is blueprint) behind it, the heaviest first.
    """

    to: Side
    minutes: float
    rate: float
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonaVerdict:
    """One persona (None: everybody, weighted): who gets an answer, and what a decided and a started case take.

    `because` are the names of the figures that decided; `regressing` the personas for whom the redesign is a
    regression, beside a verdict for everybody.
    """

    persona: str | None
    weight: float
    granted: BeforeAfter
    completion: BeforeAfter
    decided: Efforts
    started: Efforts
    verdict: Verdict
    because: tuple[str, ...] = ()
    crossing: Crossing | None = None
    regressing: tuple[str, ...] = ()

    @property
    def headline_efforts(self) -> Efforts:
        """What pictures and tables show: decided cases; started ones where no one is decided before or after."""
        return self.started if self.has_no_decisions else self.decided

    @property
    def has_no_decisions(self) -> bool:
        """Whether no one reaches a decision before or after, so that there are no decided cases to compare."""
        return self.completion.after.is_none or self.completion.before.is_none

    @property
    def citizen(self) -> BeforeAfter:
        """The citizen's minutes of work."""
        return self.headline_efforts.citizen

    @property
    def agent(self) -> BeforeAfter:
        """The agents' minutes of work."""
        return self.headline_efforts.agent

    @property
    def elapsed(self) -> BeforeAfter:
        """The delay in calendar minutes."""
        return self.headline_efforts.elapsed

    @property
    def delay(self) -> BeforeAfter:
        """The delay of those who reach a decision, in calendar minutes: who is stopped on the way has none.

        Unknown where no one reaches one; `started.elapsed` tells then when people stop.
        """
        return self.decided.elapsed

    @property
    def more_get_through(self) -> bool:
        """Whether more people are granted or reach a decision: then the organisation works for more of them."""
        return Trend.HIGHER in (self.granted.trend, self.completion.trend)

    @property
    def is_certain(self) -> bool:
        """Whether nothing that decided the verdict is unknown: only then may it be told in a word."""
        figures = {"granted": self.granted, "completion": self.completion, **self.decided.by_name()}
        return self.verdict is not Verdict.UNKNOWN and all(
            figures[name].trend is not Trend.UNKNOWN for name in self.because)

    def access_rise(self, side: Side) -> Figure | None:
        """Return by how many minutes a side works more over all started cases only because more people get through.

        None where it does not, or no one knows by how much. A rise for each decided case has other causes.
        """
        started, decided = (efforts.of_side(side) for efforts in (self.started, self.decided))
        if self.completion.trend is not Trend.HIGHER or started.trend is not Trend.HIGHER:
            return None
        if decided.trend is Trend.HIGHER or not started.change.is_known:
            return None
        return started.change


@dataclass(frozen=True)
class _Judge:
    """The figures of one comparison, and the verdict by the first rule that matches."""

    granted: BeforeAfter
    completion: BeforeAfter
    decided: Efforts
    efforts: Mapping[str, BeforeAfter] = field(init=False)

    def __post_init__(self) -> None:
        every = self.decided.by_name()
        object.__setattr__(self, "efforts", {name: every[name] for name in every if name != "elapsed_minutes"})

    def verdict(self) -> tuple[Verdict, tuple[str, ...]]:
        """Return the verdict, and the names of the figures that decided."""
        got = {"granted": self.granted, "completion": self.completion}
        for direction, verdict in ((Trend.LOWER, Verdict.REGRESSION), (Trend.UNKNOWN, Verdict.UNKNOWN)):
            if because := _names_with_trend(got, direction):
                return verdict, because
        if because := _names_with_trend(got, Trend.HIGHER):
            return self._judge_gain(because)
        return self._judge_delay_and_effort()

    def _judge_gain(self, because: tuple[str, ...]) -> tuple[Verdict, tuple[str, ...]]:
        every = self.decided.by_name()
        worse = (*_names_with_trend(every, Trend.HIGHER), *_names_with_trend(every, Trend.UNKNOWN))
        if not worse and self._both_sides_win():
            return Verdict.WIN_WIN, (*because, "citizen_minutes", "agent_minutes")
        return Verdict.BETTER, (*because, *worse)

    def _judge_delay_and_effort(self) -> tuple[Verdict, tuple[str, ...]]:
        every, delay = self.decided.by_name(), self.decided.elapsed.trend
        if delay is Trend.HIGHER:
            return Verdict.REGRESSION, ("elapsed_minutes",)
        if because := _names_with_trend(every, Trend.UNKNOWN):
            return Verdict.UNKNOWN, because
        lower = _names_with_trend(every, Trend.LOWER)
        if risen := _names_with_trend(self.efforts, Trend.HIGHER):
            return (Verdict.TRANSFER, (*risen, *lower)) if lower else (Verdict.REGRESSION, risen)
        if self._both_sides_win():
            return Verdict.WIN_WIN, ("citizen_minutes", "agent_minutes")
        return (Verdict.BETTER, lower) if lower else (Verdict.UNCHANGED, ())

    def _both_sides_win(self) -> bool:
        return {self.decided.citizen.trend, self.decided.agent.trend} == {Trend.LOWER}


def _names_with_trend(figures: Mapping[str, BeforeAfter], direction: Trend) -> tuple[str, ...]:
    return tuple(name for name, figure in figures.items() if figure.trend is direction)


def verdict_of(granted: BeforeAfter, completion: BeforeAfter,
               decided: Efforts) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict on what people get and what a decided case takes, and the figures that decided it.

    The first that matches: (1) fewer are granted or reach a decision: regression; (2) either is unknown: unknown;
    (3) more do: win-win if nothing is worse or unknown and both sides work less, else better; (4) the delay is
    longer: regression; (5) the delay or an effort is unknown: unknown; (6) an effort rises: transfer if anything
    fell, else regression; (7) both sides work less: win-win; anything is lower: better; else unchanged.
    """
    return _Judge(granted, completion, decided).verdict()


def judge_personas(matching: Matching, before: RuleContext, after: RuleContext) -> tuple[PersonaVerdict, ...]:
    """Return the verdict for everybody, then for each persona of the redesign.

    A persona that the as-is blueprint does not know is compared with everybody there.
    """
    everybody, then = before.measures.everybody, after.measures.everybody
    if everybody is None or then is None:
        return ()
    views = {view.persona: view for view in before.views}
    found = []
    for view in after.views:
        if view.persona is not None:
            earlier: PersonaView | None = views.get(view.persona)
            one = earlier.measures if earlier is not None else everybody
            found.append(_judge_persona(matching, one, view.measures))
    return (_judge_everybody(_judge_persona(matching, everybody, then), found), *found)


def order_by_access(verdicts: Sequence[PersonaVerdict]) -> tuple[PersonaVerdict, ...]:
    """Return everybody, then the personas by what they gain in access: how many more are granted, then are decided.

    Who gains as much keeps the order of the file; where no one knows how much, they come last.
    """
    def gain(verdict: PersonaVerdict) -> tuple[bool, float, float]:
        granted, completion = (figure.change.value for figure in (verdict.granted, verdict.completion))
        return verdict.persona is not None, -_or_least(granted), -_or_least(completion)

    return tuple(sorted(verdicts, key=gain))


def _or_least(value: float | None) -> float:
    return -inf if value is None else value


def _judge_everybody(judged: PersonaVerdict, personas: Sequence[PersonaVerdict]) -> PersonaVerdict:
    """Return the verdict for everybody: no win-win where some persona does not win; whoever regresses is named."""
    counted = [one for one in personas if one.weight > 0]
    regressing = tuple(one.persona or "" for one in counted if one.verdict is Verdict.REGRESSION)
    verdict = judged.verdict
    spoilt = (Verdict.REGRESSION, Verdict.TRANSFER, Verdict.UNKNOWN)
    if verdict is Verdict.WIN_WIN and any(one.verdict in spoilt for one in counted):
        verdict = Verdict.BETTER
    return replace(judged, verdict=verdict, regressing=regressing)


def _judge_persona(matching: Matching, before: JourneyMeasures, after: JourneyMeasures) -> PersonaVerdict:
    granted = replace(_shares(), before=before.granted, after=after.granted)
    completion = replace(_shares(), before=before.completion, after=after.completion)
    decided = efforts_of(before.decided, after.decided)
    verdict, because = verdict_of(granted, completion, decided)
    judged = PersonaVerdict(after.persona, after.weight, granted, completion, decided,
                            efforts_of(before.started, after.started), verdict, because)
    if {granted.trend, completion.trend} & {Trend.LOWER, Trend.UNKNOWN}:
        # What is taken off one side may be the work on those who are lost now: nothing was given to the other.
        return judged
    if before.decided is None or after.decided is None:
        return judged
    return replace(judged, crossing=_crossing(matching, decided, before.decided.visits, after.decided.visits))


def efforts_of(before: CaseMeasures | None, after: CaseMeasures | None) -> Efforts:
    """Return the delay and the efforts of an average case, before and after; unknown where there is no such case."""
    def pair(figure: Callable[[CaseMeasures], Figure]) -> BeforeAfter:
        return BeforeAfter(UNKNOWN if before is None else figure(before), UNKNOWN if after is None else figure(after))

    return Efforts(pair(lambda cases: cases.elapsed.mean_minutes), pair(lambda cases: cases.citizen.work_minutes),
                   pair(lambda cases: cases.agent.work_minutes), pair(lambda cases: cases.partner.work_minutes))


def _crossing(matching: Matching, efforts: Efforts, visits: Mapping[str, float],
              then: Mapping[str, float]) -> Crossing | None:
    """Return what crossed the line of interaction; None where effort moved elsewhere, or no one knows how much."""
    sides = {Side.CITIZEN: efforts.citizen, Side.AGENT: efforts.agent}
    gaining = [side for side, figure in sides.items() if figure.trend is Trend.HIGHER]
    sparing = [side for side, figure in sides.items() if figure.trend is Trend.LOWER]
    if len(gaining) != 1 or len(sparing) != 1 or not all(figure.change.is_known for figure in sides.values()):
        return None
    to = gaining[0]
    gained, spared = (sides[side].change.known_value for side in (to, sparing[0]))
    behind = sorted(_heavier_steps(matching, to, visits, then), key=lambda pair: -pair[1])
    return Crossing(to, min(gained, -spared), gained / -spared, tuple(name for name, _ in behind))


def _heavier_steps(matching: Matching, to: Side, visits: Mapping[str, float],
                   then: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the receiving side's steps of the redesign that take more minutes than what they stand for did there."""
    before, after = matching.before, matching.after
    for step in after.steps:
        if after.side_of(step) is not to:
            continue
        now = then.get(step.id, 0.0) * after.effort_of(step)
        origins = [before.step_by_id[name] for name in matching.origins[step.id]]
        was = sum(visits.get(origin.id, 0.0) * before.effort_of(origin) for origin in origins
                  if before.side_of(origin) is to)
        if not isnan(now - was) and now - was > LEAST_MINUTES:
            yield step.id, now - was
