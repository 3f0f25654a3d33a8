"""Where the elements of a model are in the blueprint: which step stands for each, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from visavis.exporters.importers.bpmn.source_model import AUTOMATIC, SUB_PROCESSES, BpmnNode, SourceModel

# Whose the steps are that machines do, and the data stores.
SYSTEMS = "#systems"


class Places:
    """Which sub-processes are one step, which are laid open, and who does what.

    A sub-process is one step, as in every blueprint: what is inside is nobody's business at the line of interaction.
    It is laid open where its content speaks with another pool, which would be lost, or where it is all there is.
    """

    def __init__(self, model: SourceModel, citizens: frozenset[str]) -> None:
        self.model = model
        self.citizens = citizens
        self._pools = {pool.process: pool.id for pool in model.pools.values() if pool.process}
        self.inside: dict[str, list[BpmnNode]] = defaultdict(list)
        for node in model.nodes.values():
            self.inside[node.container].append(node)
        self.open = self._find_open()

    def _find_open(self) -> frozenset[str]:
        nodes = self.model.nodes
        ends = {end for flow in self.model.messages.values() for end in (flow.source, flow.target)}
        found: set[str] = set()
        for node in nodes.values():
            if node.kind not in SUB_PROCESSES or not self.inside[node.id]:
                continue
            beside = [other for other in self.inside[node.container] if other.id != node.id]
            if all(other.kind in ("startEvent", "endEvent") for other in beside) and self.inside[node.id]:
                found.add(node.id)
        for end in ends & nodes.keys():
            found |= set(self._around(nodes[end]))
        # What is inside something closed stays closed.
        return frozenset(name for name in found if all(around in found for around in self._around(nodes[name])))

    def _around(self, node: BpmnNode) -> list[str]:
        """Return the sub-processes that a node is inside of, the innermost first."""
        found, seen = [], node
        while seen.container in self.model.nodes and seen.container not in found:
            seen = self.model.nodes[seen.container]
            found.append(seen.id)
        return found

    def step_of(self, node: str) -> str:
        """Return the id of the step that stands for a node: itself, or the closed sub-process around it.

        Nothing for a node of a process that is only called, and for a sub-process that is laid open.
        """
        found = self.model.nodes.get(node)
        if found is None or found.process not in self._pools:
            return ""
        closed = [name for name in self._around(found) if name not in self.open]
        return closed[-1] if closed else "" if node in self.open else node

    def content(self, node: str) -> list[BpmnNode]:
        """Return all that is inside a sub-process, at whatever depth."""
        return [inner for direct in self.inside.get(node, ()) for inner in (direct, *self.content(direct.id))]

    def entries(self, opened: str) -> list[str]:
        """Return where a sub-process that is laid open begins."""
        inner = [node for node in self.inside[opened] if not node.is_event_sub_process and not node.attached_to]
        arriving = {flow.target for flow in self.model.flows.values()}
        first = [node for node in inner if node.kind == "startEvent"] or [
            node for node in inner if node.id not in arriving] or inner[:1]
        return [step for node in first for step in self._ends(node, self.entries)]

    def exits(self, opened: str) -> list[str]:
        """Return where a sub-process that is laid open ends."""
        leaving = {flow.source for flow in self.model.flows.values()}
        last = [node for node in self.inside[opened] if node.id not in leaving and not node.is_event_sub_process
                and not {trigger.kind for trigger in node.triggers} & {"error", "cancel", "terminate"}]
        return [step for node in last for step in self._ends(node, self.exits)]

    def _ends(self, node: BpmnNode, ends_of: Callable[[str], list[str]]) -> list[str]:
        return ends_of(node.id) if node.id in self.open else [node.id]

    def party_of(self, node: BpmnNode) -> str:
        """Return whose step a node is: a lane's, a pool's, or the systems'."""
        pool = self._pools.get(node.process, "")
        drawn = node.lane if node.lane in self.model.lanes else pool
        if node.kind in AUTOMATIC and drawn not in self.citizens and pool not in self.citizens:
            return SYSTEMS
        return drawn

    def contact_of(self, pool: str) -> str:
        """Return which lane of a pool speaks for it: the one with the most messages, else its first; or itself."""
        process = self.model.pools[pool].process
        lanes = [lane.id for lane in self.model.lanes.values() if process and lane.process == process
                 and any(node.lane == lane.id for node in self.model.nodes.values())]
        if not lanes:
            return pool
        spoken = [self.model.nodes[end].lane for flow in self.model.messages.values()
                  for end in (flow.source, flow.target) if end in self.model.nodes]
        return max(lanes, key=spoken.count)

    def pool_at(self, party: str) -> str:
        """Return the pool of a party."""
        lane = self.model.lanes.get(party)
        return self._pools.get(lane.process, "") if lane is not None else party

    def is_citizen(self, party: str) -> bool:
        """Return whether a party is the citizen's."""
        return party in self.citizens or self.pool_at(party) in self.citizens
