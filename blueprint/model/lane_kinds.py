"""The kinds of lanes: one row each says all that the rest of the program knows of a kind.

Ranks follow the service blueprint as Shostack (1984) and Bitner, Ostrom and Morgan (2008) draw it: evidence and the
citizen above the line of interaction, frontstage, backstage and support below. A new kind is a row here, a word in
`vocabulary.LaneKind` and its names in `words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from visavis.blueprint.model.vocabulary import LaneKind, Side


class Ink(StrEnum):
    """Which inks of a theme a kind of lane is drawn in."""

    CITIZEN = "citizen"
    AGENT = "agent"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class LaneKindFacts:
    """What holds for every lane of a kind.

    `side` bears the work where no actor says otherwise (None: no one works there). `mark` is what begins a line that
    goes there in a pasted list, `else_to` the kinds that take such a line where a blueprint lacks the lane, `icon`
    the name of a shipped icon.
    """

    kind: LaneKind
    side: Side | None
    ink: Ink
    icon: str
    is_on_citizen_side: bool = False
    meets_citizens: bool = False
    is_visible: bool = False
    has_effort: bool = True
    mark: str = ""
    else_to: tuple[LaneKind, ...] = ()

    @property
    def rank(self) -> int:
        """Its place from what is seen to what supports, from 0."""
        return tuple(LaneKind).index(self.kind)

    @property
    def is_evidence(self) -> bool:
        """Whether it shows what people see and hold: things, not work."""
        return self.side is None

    @property
    def is_organisation(self) -> bool:
        """Whether it is below the line of interaction."""
        return not self.is_on_citizen_side

    @property
    def is_in_front(self) -> bool:
        """Whether agents work there face to face with citizens."""
        return self.meets_citizens and self.is_organisation

    @property
    def is_behind(self) -> bool:
        """Whether the organisation works there unseen."""
        return self.is_organisation and not self.is_visible

    @property
    def is_backstage(self) -> bool:
        """Whether agents work there unseen."""
        return self.is_behind and self.side is Side.AGENT

    @property
    def is_supporting(self) -> bool:
        """Whether systems and partners work there for the agents: below the line of internal interaction."""
        return self.is_organisation and self.side is not Side.AGENT


LANE_KINDS: Mapping[LaneKind, LaneKindFacts] = MappingProxyType({facts.kind: facts for facts in (
    LaneKindFacts(LaneKind.EVIDENCE, None, Ink.SUPPORT, "file-text", is_on_citizen_side=True, is_visible=True),
    LaneKindFacts(LaneKind.CITIZEN, Side.CITIZEN, Ink.CITIZEN, "user", is_on_citizen_side=True, meets_citizens=True,
                  is_visible=True),
    LaneKindFacts(LaneKind.FRONTSTAGE, Side.AGENT, Ink.AGENT, "user", meets_citizens=True, is_visible=True, mark="> ",
                  else_to=(LaneKind.BACKSTAGE,)),
    LaneKindFacts(LaneKind.BACKSTAGE, Side.AGENT, Ink.BACKSTAGE, "monitor", mark=">> ",
                  else_to=(LaneKind.FRONTSTAGE,)),
    LaneKindFacts(LaneKind.SUPPORT, Side.SYSTEM, Ink.SUPPORT, "server", has_effort=False, mark=">>> ",
                  else_to=(LaneKind.BACKSTAGE,)),
)})
