"""What an imported model becomes before it is a document: steps and flows that can still be moved and dissolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from visavis.blueprint.language import Message, Quoted, message, plural
from visavis.blueprint.model import StepKind
from visavis.blueprint.registry import as_written


@dataclass(slots=True)
class SketchStep:
    """A step to be. `party` is whose it is: a pool, a lane, or the systems' lane.

    `passes` says that it does nothing but join ways, `forks` nothing but part them. `boundary` is whose fallback it
    is. `border` names the pool of which the model shows only the border, where it was made for that.
    """

    id: str
    title: str
    kind: StepKind
    party: str
    details: list[str] = field(default_factory=list)
    wait: str | None = None
    systems: list[str] = field(default_factory=list)
    fallback: str = ""
    takes_one: bool = False
    may_fail: bool = False
    passes: bool = False
    forks: bool = False
    is_unnamed: bool = False
    is_store: bool = False
    border: str = ""
    asks: list[str] = field(default_factory=list)
    gives: list[str] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SketchFlow:
    """A flow to be: a message, or what follows."""

    key: str
    source: str
    target: str
    label: str = ""
    is_message: bool = False
    is_default: bool = False
    items: list[str] = field(default_factory=list)


class LossLog:
    """What of a model the document does not hold, element by element."""

    def __init__(self) -> None:
        self._lines: list[Message] = []
        self._counted: Counter[tuple[str, str]] = Counter()

    def tell(self, kind: str, name: str, outcome: Message) -> None:
        """Add what becomes of an element: its kind in BPMN's word, its name or id."""
        self._lines.append(message("{element} {name}: {outcome}", element=as_written(kind),
                                   name=Quoted(name[:60]), outcome=outcome))

    def add(self, *lines: Message) -> None:
        """Add whole sentences."""
        self._lines += lines

    def count_technical(self, technical: Counter[str]) -> None:
        """Add how often there was what says how a model is run or stored, and nothing of the service."""
        for kind, count in sorted(technical.items()):
            self._lines.append(plural("{element}: technical, not held", "{element}: technical, {count} not held",
                                      count, element=as_written(kind)))

    @property
    def lines(self) -> tuple[Message, ...]:
        """All that was told, in order, each once."""
        return tuple({str(line): line for line in self._lines}.values())


class Sketch:
    """Steps and flows by id, with the flows of each step at hand."""

    def __init__(self) -> None:
        self.steps: dict[str, SketchStep] = {}
        self.flows: dict[str, SketchFlow] = {}
        self.items: dict[str, str] = {}
        self.notes: list[tuple[str, str]] = []
        self.losses = LossLog()
        self._out: dict[str, dict[str, None]] = {}
        self._in: dict[str, dict[str, None]] = {}

    def add_step(self, step: SketchStep) -> SketchStep:
        """Add a step under its id, which becomes another one where it is taken."""
        while step.id in self.steps:
            step.id = f"{step.id}'"
        self.steps[step.id] = step
        return step

    def add_flow(self, flow: SketchFlow) -> SketchFlow:
        """Add a flow under its key, which becomes another one where it is taken."""
        number, key = 2, flow.key
        while flow.key in self.flows:
            flow.key, number = f"{key}/{number}", number + 1
        self.flows[flow.key] = flow
        self._out.setdefault(flow.source, {})[flow.key] = None
        self._in.setdefault(flow.target, {})[flow.key] = None
        return flow

    def drop_flow(self, flow: SketchFlow) -> None:
        """Take a flow away."""
        del self.flows[flow.key], self._out[flow.source][flow.key], self._in[flow.target][flow.key]

    def drop_step(self, step: SketchStep) -> None:
        """Take a step away that no flow is at any more."""
        del self.steps[step.id]

    def move_flow(self, flow: SketchFlow, *, source: str | None = None, target: str | None = None) -> None:
        """Let a flow begin or end elsewhere."""
        self.drop_flow(flow)
        flow.source, flow.target = source or flow.source, target or flow.target
        self.add_flow(flow)

    def flows_from(self, step: str, *, messages: bool | None = None) -> list[SketchFlow]:
        """Return what leaves a step; only `messages`, or only what is none, where that is asked."""
        return list(self._some(self._out.get(step, {}), messages=messages))

    def flows_to(self, step: str, *, messages: bool | None = None) -> list[SketchFlow]:
        """Return what arrives at a step."""
        return list(self._some(self._in.get(step, {}), messages=messages))

    def _some(self, keys: dict[str, None], *, messages: bool | None) -> Iterator[SketchFlow]:
        for key in keys:
            flow = self.flows[key]
            if messages is None or flow.is_message is messages:
                yield flow
