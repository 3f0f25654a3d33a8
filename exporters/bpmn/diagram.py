"""What a BPMN diagram is made of, before it is written: nodes, links and messages, and the step each belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from visavis.blueprint.model import Flow, Step


class Part(StrEnum):
    """What a node does for its step; the step itself is `STEP`."""

    STEP = "step"
    START = "start"
    CATCH = "catch"
    MERGE = "merge"
    JOIN = "join"
    CHOICE = "choice"
    FORK = "fork"
    THROW = "throw"
    END = "end"
    FAILURE = "failure"
    DEADLINE = "deadline"


@dataclass(eq=False)
class Node:
    """A flow node: its element in BPMN, its name, and the step that it stands beside.

    `event` is the kind of an event (`message`, `timer`, `error`, or none). `level` says how far from its step's
    card a node beside it stands: from 1 on the right, from −1 on the left.
    """

    id: str
    tag: str
    name: str
    step: Step
    part: Part
    event: str = ""
    level: int = 0

    @property
    def is_task(self) -> bool:
        """Whether it is an activity: messages may come and go, and things may fail."""
        return self.tag.lower().endswith("task")

    @property
    def is_on_border(self) -> bool:
        """Whether it is an event on the border of its step."""
        return self.part in (Part.FAILURE, Part.DEADLINE)


@dataclass(eq=False)
class Link:
    """A sequence flow, or (`is_message`) a message flow; `flows` are those of the blueprint that it is.

    `along` is the key of the way of the layout that it runs along; None where it is beside one card.
    """

    id: str
    source: Node
    target: Node
    name: str = ""
    flows: tuple[Flow, ...] = ()
    is_message: bool = False
    along: str | None = None


@dataclass(eq=False)
class PoolProcess:
    """What happens in one pool."""

    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def cores(self) -> dict[str, Node]:
        """The nodes that are the steps themselves, by the steps' ids."""
        return {node.step.id: node for node in self.nodes if node.part is Part.STEP}
