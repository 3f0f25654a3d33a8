"""A blueprint as a BPMN model: its pools with their processes, the messages between them, and what is beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visavis.blueprint.language import Translator, message
from visavis.blueprint.model import BlueprintDocument, Flow, Outcome, Step, StepKind
from visavis.blueprint.model.words import OUTCOMES
from visavis.exporters.bpmn.concurrency import JourneyWays
from visavis.exporters.bpmn.diagram import Link, Node, Part, PoolProcess
from visavis.exporters.bpmn.gates import DERIVED
from visavis.exporters.bpmn.pools import BpmnPool, Pools, find_pools
from visavis.exporters.bpmn.process_builder import PartNames, build_process, steps_of
from visavis.exporters.bpmn.shapes import ItemUse
from visavis.exporters.bpmn.xml_names import message_name, xml_id

if TYPE_CHECKING:
    from visavis.blueprint.drawing.excerpt import Excerpt


@dataclass
class BpmnModel:
    """What is written: processes in the order of their pools, messages, papers, and flows to and from evidence.

    `told` are sentences about the whole: of what blueprint it is an extract.

    `items` are the documents that tasks ask for, use or give, beside each of these; `needs` and `gives` name them.
    """

    document: BlueprintDocument
    pools: Pools
    told: tuple[str, ...] = ()
    processes: list[PoolProcess] = field(default_factory=list)
    messages: list[Link] = field(default_factory=list)
    evidence: list[Step] = field(default_factory=list)
    shown: list[Flow] = field(default_factory=list)
    items: list[ItemUse] = field(default_factory=list)
    needs: dict[str, list[str]] = field(default_factory=dict)
    gives: dict[str, list[str]] = field(default_factory=dict)

    @property
    def nodes(self) -> list[Node]:
        """The nodes of all processes."""
        return [node for process in self.processes for node in process.nodes]

    @property
    def links(self) -> list[Link]:
        """The links of all processes, and the messages between them."""
        return [*(link for process in self.processes for link in process.links), *self.messages]


def make_model(document: BlueprintDocument, tr: Translator, excerpt: Excerpt | None = None) -> BpmnModel:
    """Return the BPMN model of a document; `tr` names what the document does not name."""
    from visavis.blueprint.drawing.excerpt import excerpt_sentences

    pools = find_pools(document, tr)
    made = BpmnModel(document, pools, tuple(map(tr, excerpt_sentences(excerpt))) if excerpt is not None else ())
    names = PartNames(tr(message("Start")), tr(message("End")), _begin_sentence(tr(OUTCOMES[Outcome.BLOCKED].label)),
                      tr(message("Failure")), tr(message("Deadline has passed")))
    ways = JourneyWays(document)
    senders: dict[int, Node] = {}
    receivers: dict[int, list[Node]] = {}
    made.evidence = [step for step in document.steps if step.kind is StepKind.EVIDENCE]
    seen = {step.id for step in made.evidence}
    made.shown = [flow for flow in document.flows if flow.source in seen or flow.target in seen]
    for pool in pools.all:
        lanes = {lane.id for lane in pool.lanes}
        steps = steps_of(document, ways, lanes)
        if steps:
            builder = build_process(ways, steps, names)
            made.processes.append(builder.process)
            senders |= builder.senders
            receivers |= builder.receivers
        else:
            made.processes.append(_idle_process([step for step in made.evidence if step.lane in lanes], names))
    for way in ways.all:
        if way.number in senders:
            for copy, target in enumerate(receivers[way.number]):
                made.messages.append(_message(way.flow if not copy else None, senders[way.number], target,
                                              message_name(way.flow) if way.flow is not None else ""))
    _find_items(made)
    return made


def _begin_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def process_id(pool: BpmnPool) -> str:
    """Return the id of a pool's process."""
    return f"Process_{pool.id}"


def _message(flow: Flow | None, source: Node, target: Node, name: str) -> Link:
    if flow is not None:
        return Link(xml_id("Message", flow.key), source, target, name, (flow,), is_message=True, along=flow.key)
    return Link(f"Copy_{source.id}-{target.id}", source, target, name, is_message=True,
                along=f"{DERIVED}{source.step.id}{DERIVED}{target.step.id}")


def _idle_process(evidence: list[Step], names: PartNames) -> PoolProcess:
    """Return the process of a pool that only holds evidence; BPMN has none without a start and an end."""
    if not evidence:
        return PoolProcess()
    step = evidence[0]
    start = Node(xml_id("Part", f"start {step.id}"), "startEvent", names.start, step, Part.START, level=1)
    end = Node(xml_id("Part", f"end {step.id}"), "endEvent", names.end, step, Part.END, level=2)
    return PoolProcess([start, end], [Link(f"Link_{start.id}-{end.id}", start, end)])


def _find_items(made: BpmnModel) -> None:
    """Find the documents of each pool, and the tasks that need and give them."""
    for number, process in enumerate(made.processes):
        for node in process.nodes:
            if node.part is Part.STEP and node.is_task:
                needed = dict.fromkeys((*node.step.asks, *node.step.uses))
                given = dict.fromkeys(node.step.gives)
                made.items += [ItemUse(_item_id(node.step, item), number, node.step.id, item)
                               for item in {**needed, **given}]
                made.needs[node.id] = [_item_id(node.step, item) for item in needed]
                made.gives[node.id] = [_item_id(node.step, item) for item in given]


def _item_id(step: Step, item: str) -> str:
    return xml_id("Item", f"{len(step.id)} {step.id} {item}")
