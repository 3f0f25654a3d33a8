"""What a redesign does to each persona and to everybody: win-win, transfer, regression, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from blueprint.analysis.comparison.matching import Matching
from blueprint.analysis.context import PersonaView, RuleContext
from blueprint.analysis.finding import JourneyMeasures
from blueprint.model import Side, mean_minutes

# Differences below these are noise of estimates [D]: six seconds of a started case, one person in a thousand.
LEAST_MINUTES = 0.1
LEAST_SHARE = 0.001


class Verdict(StrEnum):
    """What a redesign does to somebody."""

    WIN_WIN = "win-win"
    TRANSFER = "transfer"
    REGRESSION = "regression"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One figure in the as-is blueprint and in the redesign."""

    before: float
    after: float

    @property
    def change(self) -> float:
        """By how much it grew; negative when it shrank."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Crossing:
    """Effort that crossed the line of interaction: `minutes` per started case that one side lost and the other got.

    `rate` is how many minutes the receiving side spends for each one that the other is spared; `steps` are the steps
    of the redesign (or, where gone, of the as-is blueprint) behind it, the heaviest first.
    """

    to: Side
    minutes: float
    rate: float
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonaVerdict:
    """One persona (None: everybody, weighted): both sides' minutes per started case, elapsed minutes, completion."""

    persona: str | None
    weight: float
    citizen: BeforeAfter
    agent: BeforeAfter
    elapsed: BeforeAfter
    completion: BeforeAfter
    verdict: Verdict
    crossing: Crossing | None = None

    @property
    def net(self) -> float:
        """Minutes more (or, negative, fewer) on both sides together."""
        return self.citizen.change + self.agent.change


def verdicts(matching: Matching, before: RuleContext, after: RuleContext) -> tuple[PersonaVerdict, ...]:
    """Return the verdict for everybody, then for each persona of the redesign.

    A persona that the as-is blueprint does not know is compared with everybody there.
    """
    everybody, then = before.measures.everybody, after.measures.everybody
    if everybody is None or then is None:
        return ()
    views = {view.persona: view for view in before.views}
    found = [_judged(matching, everybody, then, _visits(before, None), _visits(after, None))]
    for view in after.views:
        if view.persona is not None:
            earlier = views.get(view.persona)
            one = earlier.measures if earlier is not None else everybody
            found.append(_judged(matching, one, view.measures, _visits(before, earlier), _visits(after, view)))
    return tuple(found)


def _visits(context: RuleContext, view: PersonaView | None) -> Mapping[str, float]:
    if view is not None:
        return view.measures.visits
    return context.measures.everybody.visits if context.measures.everybody is not None else {}


def _judged(matching: Matching, before: JourneyMeasures, after: JourneyMeasures, visits: Mapping[str, float],
            then: Mapping[str, float]) -> PersonaVerdict:
    citizen = BeforeAfter(before.citizen.work_minutes, after.citizen.work_minutes)
    agent = BeforeAfter(before.agent.work_minutes, after.agent.work_minutes)
    completion = BeforeAfter(before.completion, after.completion)
    verdict = verdict_of(citizen, agent, completion)
    crossing = _crossing(matching, citizen, agent, visits, then) if verdict is Verdict.TRANSFER else None
    return PersonaVerdict(after.persona, after.weight, citizen, agent,
                          BeforeAfter(before.elapsed.mean_minutes, after.elapsed.mean_minutes), completion, verdict,
                          crossing)


def verdict_of(citizen: BeforeAfter, agent: BeforeAfter, completion: BeforeAfter) -> Verdict:
    """Return the verdict of (Δ citizen, Δ agent, Δ loss).

    Win-win: nothing rises and something falls; transfer: one side rises while the other falls; regression: more
    people are lost, or nothing falls and something rises. Where more people come through, each side's minutes are
    taken per completed case if that is what makes them rise: serving somebody who was turned away before is no
    effort moved.
    """
    if completion.change < -LEAST_SHARE:
        return Verdict.REGRESSION
    signs = [_sign(citizen.change), _sign(agent.change)]
    if completion.change > LEAST_SHARE and max(signs) > 0:
        signs = [_sign(_per_completed(side, completion)) for side in (citizen, agent)]
    if max(signs) <= 0:
        return Verdict.WIN_WIN if min(signs) < 0 or completion.change > LEAST_SHARE else Verdict.UNCHANGED
    return Verdict.TRANSFER if min(signs) < 0 else Verdict.REGRESSION


def _sign(minutes: float) -> int:
    return 0 if abs(minutes) < LEAST_MINUTES else 1 if minutes > 0 else -1


def _per_completed(side: BeforeAfter, completion: BeforeAfter) -> float:
    """Return the change of a side's minutes for each case that is completed; without one before, it can only fall."""
    if completion.before < LEAST_SHARE:
        return -LEAST_MINUTES
    return side.after / completion.after - side.before / completion.before


def _crossing(matching: Matching, citizen: BeforeAfter, agent: BeforeAfter, visits: Mapping[str, float],
              then: Mapping[str, float]) -> Crossing:
    to = Side.CITIZEN if citizen.change > 0 else Side.AGENT
    gained, spared = (citizen, agent) if to is Side.CITIZEN else (agent, citizen)
    behind = sorted(_weights(matching, to, visits, then), key=lambda pair: -pair[1])
    return Crossing(to, min(gained.change, -spared.change), gained.change / -spared.change,
                    tuple(name for name, _ in behind))


def _weights(matching: Matching, to: Side, visits: Mapping[str, float],
             then: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the receiving side's steps of the redesign that take more minutes than what they stand for did there."""
    for step in matching.after.steps:
        if matching.after.side_of(step) is not to:
            continue
        now = then.get(step.id, 0.0) * mean_minutes(step.work)
        origins = [matching.before.step_by_id[name] for name in matching.origins[step.id]]
        was = sum(visits.get(origin.id, 0.0) * mean_minutes(origin.work) for origin in origins
                  if matching.before.side_of(origin) is to)
        if now - was > LEAST_MINUTES:
            yield step.id, now - was
