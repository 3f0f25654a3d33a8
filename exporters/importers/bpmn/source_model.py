"""A BPMN model as it was read: what the mapping needs of each element, by id."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

TASKS = frozenset({"task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask",
                   "receiveTask"})
SUB_PROCESSES = frozenset({"subProcess", "adHocSubProcess", "transaction"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "intermediateEvent",
                    "boundaryEvent", "implicitThrowEvent"})
GATEWAYS = frozenset({"exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway",
                      "eventBasedGateway"})
FLOW_NODES = TASKS | SUB_PROCESSES | EVENTS | GATEWAYS | {"callActivity"}
# What systems do, whoever's lane it was drawn in.
AUTOMATIC = frozenset({"serviceTask", "scriptTask"})


@dataclass(frozen=True, slots=True)
class EventTrigger:
    """What an event waits for or throws: `timer`, `message`, `error` …; a timer's `text` is its time."""

    kind: str
    text: str = ""
    form: str = ""


@dataclass(slots=True)
class BpmnNode:
    """An activity, event or gateway. `container` is the process or sub-process that holds it."""

    id: str
    kind: str
    name: str
    container: str
    process: str
    documentation: str = ""
    lane: str = ""
    triggers: tuple[EventTrigger, ...] = ()
    attached_to: str = ""
    is_interrupting: bool = True
    default_flow: str = ""
    called: str = ""
    repeats: bool = False
    is_event_sub_process: bool = False


@dataclass(slots=True)
class BpmnEdge:
    """A sequence flow or a message flow."""

    id: str
    name: str
    source: str
    target: str
    condition: str = ""


@dataclass(slots=True)
class SourcePool:
    """A participant, or a process that none names (`is_drawn` is false then)."""

    id: str
    name: str
    process: str = ""
    is_drawn: bool = True


@dataclass(slots=True)
class BpmnLane:
    """A lane; one without a name is called as the lane around it."""

    id: str
    name: str
    process: str


@dataclass(slots=True)
class BpmnData:
    """A data object or, where `is_store`, a data store."""

    id: str
    name: str
    is_store: bool = False


@dataclass(frozen=True, slots=True)
class DataUse:
    """That a node reads a piece of data, or else writes it."""

    data: str
    node: str
    is_input: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the diagram has an element."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, other: Bounds) -> bool:
        """Return whether the middle of another one is inside."""
        across, down = other.x + other.width / 2, other.y + other.height / 2
        return self.x <= across <= self.x + self.width and self.y <= down <= self.y + self.height


@dataclass(slots=True)
class SourceModel:
    """All of a file that means something to a service blueprint, in the order of the file."""

    title: str = ""
    documentation: str = ""
    pools: dict[str, SourcePool] = field(default_factory=dict)
    lanes: dict[str, BpmnLane] = field(default_factory=dict)
    nodes: dict[str, BpmnNode] = field(default_factory=dict)
    flows: dict[str, BpmnEdge] = field(default_factory=dict)
    messages: dict[str, BpmnEdge] = field(default_factory=dict)
    data: dict[str, BpmnData] = field(default_factory=dict)
    uses: list[DataUse] = field(default_factory=list)
    annotations: dict[str, str] = field(default_factory=dict)
    associations: list[tuple[str, str]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, Bounds] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    technical: Counter[str] = field(default_factory=Counter)

    def pool_of(self, node: str) -> SourcePool | None:
        """Return the pool that a node stands in."""
        process = self.nodes[node].process
        return next((pool for pool in self.pools.values() if pool.process == process), None)

    def nodes_of(self, pool: SourcePool) -> list[BpmnNode]:
        """Return the nodes of a pool; none of a black box."""
        return [node for node in self.nodes.values() if pool.process and node.process == pool.process]

    def is_black_box(self, pool: SourcePool) -> bool:
        """Return whether a model shows only the border of a pool."""
        return not self.nodes_of(pool)
