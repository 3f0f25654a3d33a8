"""The process of one pool: its steps as events, tasks and gateways, and what must stand between them in BPMN."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from visavis.blueprint.model import BlueprintDocument, Flow, Join, Side, Split, Step, StepKind
from visavis.exporters.bpmn.concurrency import JourneyWay, JourneyWays, sort_into_classes
from visavis.exporters.bpmn.diagram import Link, Node, Part, PoolProcess
from visavis.exporters.bpmn.gates import Arrival, Gate, along_of
from visavis.exporters.bpmn.returns import find_returns
from visavis.exporters.bpmn.xml_names import flow_name, message_name, shorten, step_name, xml_id


@dataclass(frozen=True, slots=True)
class PartNames:
    """What nodes are called that no one named."""

    start: str
    end: str
    blocked: str
    failure: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What is only known once a process was built: steps that begin it, and the one after which it may end."""

    starts: tuple[str, ...] = ()
    has_one_start: bool = True
    end: str | None = None


class ProcessBuilder:
    """Builds the process of the steps of one pool, given in reading order.

    `receivers` are the nodes at which each way from outside arrives, by its number; `senders` those that send.
    """

    def __init__(self, ways: JourneyWays, steps: Sequence[Step], names: PartNames, settled: Settled) -> None:
        self.ways, self.steps, self.names, self.settled = ways, steps, names, settled
        self.inside = {step.id for step in steps}
        self.receivers: dict[int, list[Node]] = {}
        self.senders: dict[int, Node] = {}
        self.process = PoolProcess()
        self._counts: Counter[tuple[str, Part]] = Counter()
        self._returns = {
            way: sort_into_classes(back, ways.are_concurrent)
            for way, back in find_returns(ways, self.inside).items()}
        self._chosen = {way.number for classes in self._returns.values() for members in classes
                        if len(members) > 1 for way in members}
        self._awaited = {way.number for classes in self._returns.values() for members in classes for way in members}
        self._gates = {step.id: Gate(self._make_core(step), takes_each=step.joins is Join.EACH) for step in steps}
        self._catches: dict[int, Gate] = {}
        self._choices: dict[frozenset[int], Gate] = {}

    def build(self) -> PoolProcess:
        """Return the process; every one of its nodes is on a way from a start to an end, as far as there is one."""
        for step in self.steps:
            self._leave(step)
        self._receive_others()
        self._begin()
        for gate in (*self._choices.values(), *self._catches.values(), *self._gates.values()):
            gate.join(self.ways, self._make_before, self._link)
        return self.process

    # -- steps

    def _make_core(self, step: Step) -> Node:
        tag, event = self._element_of(step)
        node = Node(xml_id("Step", step.id), tag, step_name(step), step, Part.STEP, event)
        self.process.nodes.append(node)
        return node

    def _element_of(self, step: Step) -> tuple[str, str]:
        """Return the element that a step is, and the kind of its event."""
        before, after = self.ways.before[step.id], self.ways.after[step.id]
        may_fail = bool(step.fails) or step.fallback is not None
        sends = any(way.target not in self.inside for way in after)
        if step.kind is StepKind.OUTCOME and not after:
            return "endEvent", ""
        if step.kind is StepKind.START and not (before or sends or may_fail or step.deadline) \
                and self.settled.has_one_start:
            return "startEvent", ""
        if step.kind is StepKind.WAIT and not may_fail:
            return "intermediateCatchEvent", "timer"
        if step.kind is StepKind.DECISION and not (may_fail or step.deadline) and self._chooses(step):
            return "exclusiveGateway", ""
        return self._task_of(step, sends=sends), ""

    def _task_of(self, step: Step, *, sends: bool) -> str:
        receives = any(way.source not in self.inside for way in self.ways.before[step.id])
        if self.ways.document.side_of(step) is Side.SYSTEM:
            return "serviceTask"
        if sends is not receives:
            return "sendTask" if sends else "receiveTask"
        return "userTask" if step.system else "task"

    def _chooses(self, step: Step) -> bool:
        return step.splits is Split.ONE and len({
            way.target if way.target in self.inside else way.number
            for way in self._ways_out(step)}) > 1

    def _ways_out(self, step: Step) -> list[JourneyWay]:
        return [way for way in self.ways.after[step.id] if way.flow is not None]

    # -- ways out

    def _leave(self, step: Step) -> None:
        core = self._gates[step.id].entry
        if core.is_task:
            self._fail(core)
        if core.tag == "endEvent":
            return
        if self._chooses(step):
            self._choose(core)
            return
        out = self._ways_out(step)
        tail, leaving = core, [way for way in out if way.target not in self.inside]
        for way in leaving:
            if core.is_task:
                self.senders[way.number] = core
            else:
                tail = self._throw(tail, way)
        staying = [(self._gates[way.target], _drawing(tail, way)) for way in out if way.target in self.inside]
        back = [one for way in leaving for one in self._find_back(tail, way, may_skip=bool(staying))]
        self._go_on(tail, [*staying, *back], may_end=step.id == self.settled.end)

    def _choose(self, core: Node) -> None:
        """Take one of several ways: by an exclusive gateway, which the step itself is or which stands after it."""
        step, hub = core.step, core
        if core.tag != "exclusiveGateway":
            hub = self._make_beside(step, "exclusiveGateway", Part.FORK, 1, step_name(step))
            self._link(core, hub, Arrival(core))
        for way in self._ways_out(step):
            if way.target in self.inside:
                self._gates[way.target].arrivals.append(_drawing(hub, way))
            else:
                thrown = self._throw(hub, way)
                self._go_on(thrown, self._find_back(thrown, way))
        if step.id == self.settled.end:
            self._end(hub, self.names.end)

    def _fail(self, core: Node) -> None:
        step = core.step
        if step.deadline is not None:
            late = self._make_beside(step, "boundaryEvent", Part.DEADLINE, 0, self.names.deadline, "timer")
            self._end(late, self.names.deadline)
        fallback = next((way for way in self.ways.after[step.id] if way.flow is None), None)
        if fallback is None and not step.fails:
            return
        failed = self._make_beside(step, "boundaryEvent", Part.FAILURE, 0, self.names.failure, "error")
        if fallback is None:
            self._end(failed, self.names.blocked)
        elif fallback.target in self.inside:
            self._gates[fallback.target].arrivals.append(Arrival(failed, fallback))
        else:
            thrown = self._throw(failed, fallback)
            self._go_on(thrown, self._find_back(thrown, fallback))

    def _throw(self, before: Node, way: JourneyWay) -> Node:
        """Send a message by an event of its own, where a task does not or where only one way is taken."""
        node = self._make_beside(before.step, "intermediateThrowEvent", Part.THROW, 3, self._name_of(way, way.target),
                                 "message")
        name = way.flow.condition if way.flow is not None and before.tag == "exclusiveGateway" else ""
        self._link(before, node, Arrival(before, name=shorten(" ".join(name.split()))))
        self.senders[way.number] = node
        return node

    def _go_on(self, node: Node, branches: Iterable[tuple[Gate, Arrival]], *, may_end: bool = False) -> None:
        """Take all branches after a node; without any, its process ends there."""
        gates: dict[int, tuple[Gate, list[Arrival]]] = {}
        for gate, arrival in branches:
            gates.setdefault(id(gate), (gate, []))[1].append(arrival)
        if may_end and gates:
            hub = self._make_beside(node.step, "exclusiveGateway", Part.FORK, 1, step_name(node.step))
            self._link(node, hub, Arrival(node))
            self._end(hub, self.names.end)
            node = hub
        if not gates:
            self._end(node, self.names.end)
        if len(gates) > 1:
            fork = self._make_beside(node.step, "parallelGateway", Part.FORK, 4 if node.part is Part.THROW else 1)
            self._link(node, fork, Arrival(node))
            node = fork
        for gate, arrivals in gates.values():
            gate.arrivals += [Arrival(node, one.way, one.via, one.flows, one.name) for one in arrivals]

    def _end(self, node: Node, name: str) -> None:
        end = self._make_beside(node.step, "endEvent", Part.END, 5, name)
        self._link(node, end, Arrival(node))

    # -- ways back

    def _find_back(self, node: Node, sent: JourneyWay, *, may_skip: bool = False) -> list[tuple[Gate, Arrival]]:
        """Return where the process goes on after a message was sent: with what is received next.

        What a step receives that something else leads to need not be waited for before.
        """
        firm: list[tuple[Gate, Arrival]] = []
        loose: list[tuple[Gate, Arrival]] = []
        for members in self._returns[sent.number]:
            first = members[0]
            if len(members) > 1:
                firm.append((self._choice(members), Arrival(node, first, sent)))
            elif not self._receives_itself(first):
                firm.append((self._catch(first), Arrival(node, first, sent)))
            else:
                has_others = any(way.source in self.inside for way in self.ways.before[first.target])
                (loose if has_others else firm).append((self._gates[first.target], Arrival(node, first, sent)))
        return firm if firm or may_skip else loose

    def _receives_itself(self, way: JourneyWay) -> bool:
        """Return whether a step's task receives a message, since it never begins without it."""
        gate, others = self._gates[way.target], [one for one in self.ways.before[way.target] if one is not way]
        if not gate.entry.is_task or way.number in self._chosen or not (others or way.number in self._awaited):
            return False
        return not others or (not gate.takes_each and all(self.ways.are_concurrent(way, one) for one in others))

    def _catch(self, way: JourneyWay) -> Gate:
        gate = self._catches.get(way.number)
        if gate is None:
            gate = self._catches[way.number] = Gate(self._make_catch(way), -4)
        return gate

    def _make_catch(self, way: JourneyWay) -> Node:
        node = self._make_beside(self._gates[way.target].entry.step, "intermediateCatchEvent", Part.CATCH, -3,
                                 self._name_of(way, way.source), "message")
        self._receive(way, node)
        return node

    def _receive(self, way: JourneyWay, node: Node) -> None:
        self.receivers.setdefault(way.number, []).append(node)
        if node.part is not Part.STEP:
            self._gates[way.target].arrivals.append(Arrival(node, way, way))

    def _choice(self, members: Sequence[JourneyWay]) -> Gate:
        """Wait for the first of several messages: each is caught by an event of its own after the gateway."""
        key = frozenset(way.number for way in members)
        gate = self._choices.get(key)
        if gate is None:
            step = self._gates[members[0].target].entry.step
            hub = self._make_beside(step, "eventBasedGateway", Part.CHOICE, -5)
            gate = self._choices[key] = Gate(hub, -6)
            for way in members:
                self._link(hub, self._make_catch(way), Arrival(hub))
        return gate

    def _receive_others(self) -> None:
        """Receive what no one waits for: by the step itself, or it begins the process."""
        for way in self.ways.all:
            if way.target in self.inside and way.source not in self.inside and way.number not in self.receivers:
                core = self._gates[way.target].entry
                if self._receives_itself(way):
                    self._receive(way, core)
                else:
                    name = self._name_of(way, way.source)
                    self._receive(way, self._make_beside(core.step, "startEvent", Part.START, -3, name, "message"))

    # -- beginnings

    def find_starts(self) -> tuple[str, ...]:
        """Return the steps that the process must begin with: nothing leads there, or only a loop does."""
        after: dict[str, list[Node]] = {}
        for link in self.process.links:
            after.setdefault(link.source.id, []).append(link.target)
        for node in self.process.nodes:
            if node.is_on_border:
                after.setdefault(self._gates[node.step.id].entry.id, []).append(node)
        reached: set[str] = set()

        def reach(node: Node) -> None:
            todo = [node]
            while todo:
                here = todo.pop()
                if here.id not in reached:
                    reached.add(here.id)
                    todo += after.get(here.id, ())

        for node in self.process.nodes:
            if node.tag == "startEvent":
                reach(node)
        missing = []
        for step in sorted(self.steps, key=lambda step: bool(self._gates[step.id].arrivals)):
            core = self._gates[step.id].entry
            if core.id not in reached:
                missing.append(step.id)
                reach(core)
        found = {*self.settled.starts, *missing}
        return tuple(step.id for step in self.steps if step.id in found)

    def _begin(self) -> None:
        starts = [self._gates[step] for step in self.settled.starts]
        if not starts:
            return
        first = starts[0].entry.step
        node = self._make_beside(first, "startEvent", Part.START, -9, self.names.start)
        if len(starts) > 1:
            hub = self._make_beside(first, "exclusiveGateway", Part.FORK, -8, self.names.start)
            self._link(node, hub, Arrival(node))
            node = hub
        for gate in starts:
            gate.arrivals.append(Arrival(node))

    # -- parts

    def _name_of(self, way: JourneyWay, otherwise: str) -> str:
        """Return what is said on a way, or what the step is called to which or from which it leads."""
        said = message_name(way.flow) if way.flow is not None else ""
        return shorten(said or step_name(self.ways.document.step_by_id[otherwise]))

    def _make_before(self, entry: Node, tag: str, part: Part, level: int) -> Node:
        return self._make_beside(entry.step, tag, part, level)

    def _make_beside(self, step: Step, tag: str, part: Part, level: int, name: str = "", event: str = "") -> Node:
        self._counts[step.id, part] += 1
        node = Node(xml_id("Part", f"{part} {self._counts[step.id, part]} {step.id}"), tag, name, step, part, event,
                    level)
        self.process.nodes.append(node)
        return node

    def _link(self, source: Node, target: Node, arrival: Arrival) -> Link:
        along = along_of(source, target, arrival.flows)
        written = xml_id("Flow", arrival.flows[0].key) if arrival.flows else f"Link_{source.id}-{target.id}"
        # Words belong on the branches of a decision alone; elsewhere they are the flow's documentation.
        decides = source.tag == "exclusiveGateway" and source.part is not Part.MERGE
        link = Link(written, source, target, arrival.name if decides else "", arrival.flows, along=along)
        self.process.links.append(link)
        return link


def build_process(ways: JourneyWays, steps: Sequence[Step], names: PartNames) -> ProcessBuilder:
    """Return the builder of a pool's process, built: with a start, an end, and no node off its ways."""
    settled = Settled()
    while True:
        made = ProcessBuilder(ways, steps, names, settled)
        nodes = made.build().nodes
        starts = made.find_starts()
        blank = [node for node in nodes if node.tag == "startEvent" and not node.event and node.part is Part.STEP]
        ends = settled.end if settled.end or any(node.tag == "endEvent" for node in nodes) else _last(steps)
        again = Settled(starts, settled.has_one_start and len(starts) + len(blank) <= 1, ends)
        if again == settled:
            return made
        settled = again


def _last(steps: Sequence[Step]) -> str | None:
    return steps[-1].id if steps else None


def _drawing(node: Node, way: JourneyWay) -> Arrival:
    flows: tuple[Flow, ...] = (way.flow,) if way.flow is not None else ()
    return Arrival(node, way, flows=flows, name=flow_name(flows[0]) if flows else "")


def steps_of(document: BlueprintDocument, ways: JourneyWays, lanes: Collection[str]) -> list[Step]:
    """Return the steps of some lanes in reading order; evidence is no step of a process."""
    return sorted((step for step in document.steps if step.lane in lanes and step.kind is not StepKind.EVIDENCE),
                  key=lambda step: ways.order[step.id])
