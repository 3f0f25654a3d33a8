"""The decisions of a blueprint in words: what, at what price, and the effect on both sides, a case and a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from visavis.blueprint.analysis import Figure
from visavis.blueprint.analysis.decisions.decision import Decision
from visavis.blueprint.drawing.blueprint.descriptions import step_name
from visavis.blueprint.language import Count, Message, Minutes, Quoted, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Side

NOT_KNOWN = message("Effect not known")
# From here on a yearly number is told in tens: it rests on means.
LEAST_ROUNDED = 100
# Below so many minutes tenths are told.
TENTHS_BELOW = 10
# A share of the requests that is less than one in two hundred is none in a hundred.
LEAST_HUNDREDTH = 0.005


@dataclass(frozen=True, slots=True)
class EffectText:
    """What a decision does to one side: the figure, then what to know of it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A decision: its number (that of its friction point), what it is, its grounds and price, both effects."""

    number: int
    title: str
    body: str
    citizen: EffectText
    agent: EffectText


def decision_text(document: BlueprintDocument, decision: Decision, translate: Translator) -> DecisionText:
    """Return a decision in words."""
    group = decision.group
    body = [translate(_grounds(document, decision))]
    body += [translate(message("Legal duty."))] if decision.is_duty else []
    body += [translate(decision.price)] if decision.price is not None else []
    citizen, agent = _citizen_effect(decision), _agent_effect(decision)
    return DecisionText(group.number, translate(group.remedy).strip().rstrip("."), " ".join(map(_end, body)),
                        _write(citizen, translate), _write(agent, translate))


def _end(sentence: str) -> str:
    text = sentence.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _write(effect: tuple[Message, list[Message]], translate: Translator) -> EffectText:
    title, body = effect
    return EffectText(translate(title), " ".join(_end(translate(each)) for each in body))


def _grounds(document: BlueprintDocument, decision: Decision) -> Message:
    """Return the friction point it answers, and where that is."""
    group = decision.group
    steps = [document.step_by_id[step] for step in group.steps if step in document.step_by_id]
    if group.is_whole or not steps:
        return message("{title}.", title=group.call_out)
    if len(steps) > 1:
        return plural("{title}: {count} step.", "{title}: {count} steps.", len(steps), title=group.call_out)
    name = step_name(steps[0])
    return message("{title}: {step}.", title=group.call_out, step=Quoted(name) if isinstance(name, str) else name)


# -- the citizen's side

def _citizen_effect(decision: Decision) -> tuple[Message, list[Message]]:
    people = decision.kept if decision.kept.value is not None else decision.late
    if people.value is None:
        return _minutes_effect(decision, Side.CITIZEN)
    count = _hundredths(people)
    if decision.late.value is not None:
        title = plural("{count} person in 100 no longer waits too long",
                       "{count} people in 100 no longer wait too long", count)
    else:
        title = plural("{count} person in 100 goes on", "{count} people in 100 go on", count)
    return title, [message("At most."), *_their_time(decision)]


def _their_time(decision: Decision) -> Iterator[Message]:
    if decision.citizen_minutes.value is not None:
        yield _besides(decision, Side.CITIZEN)
    elif decision.kept.value is not None:
        yield message("Their time: not known, they do not get that far.")
    else:
        yield message("Their time: not known, it is not drawn.")


# -- the agents' side

def _agent_effect(decision: Decision) -> tuple[Message, list[Message]]:
    if decision.kept.value is None:
        return _minutes_effect(decision, Side.AGENT)
    more = decision.more_cases
    body = [message("At most.")]
    if more.value is None:
        title = plural("{count} more case in 100 to complete", "{count} more cases in 100 to complete",
                       _hundredths(decision.kept))
        body.append(message("A year: not known, the number of requests is not given."))
    else:
        title = message("{count} more cases to complete a year", count=Count(_rounded(more.value)))
    body += _work_on_more(decision)
    if decision.agent_minutes.value is not None:
        body.append(_besides(decision, Side.AGENT))
    return title, body


def _besides(decision: Decision, side: Side) -> Message:
    """Return the minutes that are spared beside the people who go on."""
    minutes, hours = _spared(decision.minutes_of(side)), decision.hours_of(side)
    if hours.value is None:
        return message("Besides, {minutes} per request.", minutes=minutes)
    return message("Besides, {minutes} per request: {hours} h a year.", minutes=minutes,
                   hours=Count(_rounded(hours.value)))


def _work_on_more(decision: Decision) -> Iterator[Message]:
    """Yield what the requests that go on take agents, if they are like those decided today."""
    hours = decision.hours_for_more_cases
    if hours.value is None or hours.value <= 0 or decision.decided is None:
        return
    time = Minutes(round(decision.decided.agent.work_minutes.known_value))
    yield message("That is {hours} h of work more, at {time} each.", time=time, hours=Count(_rounded(hours.value)))


# -- minutes of either side

def _minutes_effect(decision: Decision, side: Side) -> tuple[Message, list[Message]]:
    minutes = decision.minutes_of(side)
    if minutes.value is None:
        return NOT_KNOWN, [message("Nothing in the drawing puts this point in minutes.")]
    title = message("{minutes} per request", minutes=_spared(minutes))
    return title, [message("No work is spared.")] if minutes.value == 0 else [_year(decision, side)]


def _spared(minutes: Figure) -> Message:
    """Return minutes that are spared, with their sign; zero is written."""
    # Of few minutes tenths are told: the hours a year beside them are those of all digits.
    known = minutes.known_value
    time = Minutes(round(known, 1) if known < TENTHS_BELOW else round(known))
    if minutes.value == 0:
        return message("{time}", time=time)
    return message("at least −{time}", time=time) if minutes.at_least else message("−{time}", time=time)


def _year(decision: Decision, side: Side) -> Message:
    hours = decision.hours_of(side)
    if hours.value is None:
        return message("A year: not known, the number of requests is not given.")
    count = Count(_rounded(hours.value))
    if not count.value:
        return message("Less than an hour a year.")
    return message("At least {count} h a year.", count=count) if hours.at_least else message(
        "{count} h a year.", count=count)


def _rounded(number: float) -> int:
    return round(number, -1 if number >= LEAST_ROUNDED else None).__int__()


def _hundredths(share: Figure) -> int:
    return max(1 if share.known_value >= LEAST_HUNDREDTH else 0, round(share.known_value * 100))
