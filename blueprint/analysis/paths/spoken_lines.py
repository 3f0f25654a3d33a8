"""What is said on one path, line by line, and how long nobody says anything in between.

A moment is counted in minutes from the start, by the clock of `DistinctJourney`. An action says its words once its
work is done: its wait passes afterwards, while a letter travels. Who waits or decides speaks when that is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis.paths.conversation import ConversationStep, conversation_steps
from visavis.blueprint.analysis.paths.likeliest_path import LikeliestPath
from visavis.blueprint.model import BlueprintDocument, Channel, Flow, Outcome, Persona, Side, Step, StepKind

# Hundredths of a minute are no time: sums of floats that should be equal may differ by less.
_LEAST_GAP = 0.01
# Who takes in what is said to them, where they do: an end or a wait is no place to be spoken to.
_LISTENING = (StepKind.ACTION, StepKind.DECISION, StepKind.START)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Words that are said at a moment, from `step`, by the `speaker`'s side; `channel` is None where nobody tells.

    `carries` are the names of what travels along, `share` the part of all who come here that take this turn, where
    it is told; `is_detour` says that it is one beside the usual path.
    """

    at: float
    step: Step
    speaker: str
    side: Side | None
    words: str
    flow: str
    channel: str | None = None
    carries: tuple[str, ...] = ()
    share: float | None = None
    is_detour: bool = False

    @property
    def is_citizens(self) -> bool:
        """Whether it is said on the citizen's side."""
        return self.side is Side.CITIZEN


@dataclass(frozen=True, slots=True)
class SilentTime:
    """A time in which nobody says a word across the line of interaction, from `begins` to `ends`.

    `steps` are those under way meanwhile, `broken_by` the line that ends it: None where the journey ends first.
    """

    begins: float
    ends: float
    steps: tuple[ConversationStep, ...] = ()
    broken_by: SpokenLine | None = None

    @property
    def minutes(self) -> float:
        """How long it lasts."""
        return self.ends - self.begins

    @property
    def has_promise(self) -> bool:
        """Whether somebody was promised a date for what is waited for."""
        return any(each.step.informs is not None and (each.step.informs.promise or "").strip() for each in self.steps)

    def of_side(self, *, citizen: bool) -> tuple[ConversationStep, ...]:
        """Return the steps of the citizen's side, or of all others."""
        return tuple(each for each in self.steps if (each.side is Side.CITIZEN) is citizen)


@dataclass(frozen=True, slots=True)
class SpokenPath:
    """One persona's path as what is said on it: lines and silences in the order of time.

    `ending` is the step at which it ends or stops. Where no step has a time, `has_times` is false and there are no
    silences to tell.
    """

    path: LikeliestPath
    persona: Persona | None
    entries: tuple[SpokenLine | SilentTime, ...]
    ending: ConversationStep | None

    @property
    def lines(self) -> tuple[SpokenLine, ...]:
        """What is said."""
        return tuple(entry for entry in self.entries if isinstance(entry, SpokenLine))

    @property
    def silences(self) -> tuple[SilentTime, ...]:
        """When nothing is said."""
        return tuple(entry for entry in self.entries if isinstance(entry, SilentTime))

    @property
    def minutes(self) -> float:
        """How long the path lasts."""
        return self.path.journey.elapsed_minutes

    @property
    def has_times(self) -> bool:
        """Whether anything is known of how long it lasts."""
        return self.path.journey.elapsed.value is not None and self.minutes > 0

    @property
    def outcome(self) -> Outcome:
        """How it ends."""
        return self.path.journey.outcome


def spoken_path(document: BlueprintDocument, path: LikeliestPath, persona: Persona | None) -> SpokenPath:
    """Return a path as what is said on it."""
    steps = conversation_steps(document, path.journey, persona)
    lines = sorted(_spoken_lines(document, path, steps), key=lambda line: line.at)
    entries: list[SpokenLine | SilentTime] = []
    now = 0.0
    for line in lines:
        entries += _silence(steps, lines, now, line.at, line)
        entries.append(line)
        now = max(now, line.at)
    entries += _silence(steps, lines, now, path.journey.elapsed_minutes, None)
    return SpokenPath(path, persona, tuple(entries), _ending(steps))


def _ending(steps: Sequence[ConversationStep]) -> ConversationStep | None:
    ends = [each for each in steps if each.step.kind is StepKind.OUTCOME or each.visit.blocked]
    return max(ends or steps, key=lambda each: each.visit.ends, default=None)


def _spoken_lines(document: BlueprintDocument, path: LikeliestPath,
                  steps: Sequence[ConversationStep]) -> Iterator[SpokenLine]:
    flows = {flow.key: flow for flow in document.flows}
    turns = _turns_of_visits(path)
    told: set[int] = set()
    for each in steps:
        late = each.step.kind in (StepKind.WAIT, StepKind.DECISION)
        at = each.visit.ends - (0.0 if late else each.wait)
        place = turns.get(id(each.visit))
        share = None if place is None or place in told else path.detours.get(place, path.forks.get(place))
        for number, saying in enumerate(each.says):
            told.add(-1 if place is None else place)
            flow = flows[saying.flow]
            carried = tuple(document.item_by_id[item].name.strip() or item for item in flow.carries
                            if item in document.item_by_id)
            yield SpokenLine(max(at, each.visit.begins), each.step, each.speaker, each.side, saying.words, flow.key,
                             _channel(document, each.step, flow), carried, None if number else share,
                             share is not None and not number and place in path.detours)


def _turns_of_visits(path: LikeliestPath) -> Mapping[int, int]:
    """Return which turn with a share is taken at the end of a visit, or right before it."""
    visits = path.journey.visits
    found: dict[int, int] = {}
    for place in (*path.detours, *path.forks):
        found.setdefault(id(visits[place]), place)
        after = next((each for each in visits[place + 1:] if each.step in visits[place].targets), None)
        if after is not None:
            found.setdefault(id(after), place)
    return found


def _channel(document: BlueprintDocument, step: Step, flow: Flow) -> str | None:
    """Return by what words come: the channel of who speaks, else that of who listens, where either has one."""
    listener = document.step_by_id[flow.target]
    ears = listener.channel if listener.kind in _LISTENING else None
    return next((channel for channel in (step.channel, ears) if channel and channel != Channel.INTERNAL), None)


def _silence(steps: Sequence[ConversationStep], lines: Sequence[SpokenLine], begins: float, ends: float,
             broken_by: SpokenLine | None) -> Iterator[SilentTime]:
    if ends - begins < _LEAST_GAP:
        return
    # Who has just spoken is told already; what remains of their step is only its wait.
    spoken = {(line.step.id, line.at) for line in lines}
    yield SilentTime(begins, ends, tuple(
        each for each in steps
        if each.visit.begins < ends - _LEAST_GAP and each.visit.ends > begins + _LEAST_GAP
        and (each.step.id, begins) not in spoken), broken_by)
