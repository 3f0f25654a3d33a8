"""What is shown of a band, beside what its layout holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visavis.blueprint.drawing.blueprint.call_out_places import CallOut
    from visavis.blueprint.drawing.blueprint.flow_letters import FlowLetter
    from visavis.blueprint.drawing.excerpt import Excerpt
    from visavis.blueprint.model import Lane


@dataclass(frozen=True, slots=True)
class ComposeOptions:
    """What to show.

    `most_frictions` keeps numbers and list to the gravest ones (None: all). `internal` asks for what is not for
    everybody: private notes, and in descriptions who wrote a note and what no one sees on a sheet. `ribbon_peak` sets
    the effort that fills the ribbon, so that two blueprints can be compared. `excerpt` says what the document is a
    part of. `homes` are the lanes of steps that stand elsewhere on paper, `letters` those at both ends of flows,
    by key, that go on in another band. Where there are `call_outs`, by step, they stand for the numbers of frictions.
    `phase_figures` are what stands at the right of phases, by id, the longest words first, and `lone_personas` the
    names on cards, by step, that one persona alone comes to; `reached` says on the card of an outcome how many come
    to it. What `is_on_paper` says in words what a screen shows to
    those who point at it.
    """

    hotspots: bool = True
    most_frictions: int | None = None
    ribbon: bool = True
    notes: bool = True
    internal: bool = False
    ribbon_peak: float | None = None
    excerpt: Excerpt | None = None
    homes: Mapping[str, Lane] = field(default_factory=dict)
    letters: Mapping[str, FlowLetter] = field(default_factory=dict)
    call_outs: Mapping[str, CallOut] | None = None
    phase_figures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lone_personas: Mapping[str, str] = field(default_factory=dict)
    reached: Mapping[str, str] = field(default_factory=dict)
    is_on_paper: bool = False

    @property
    def has_additions(self) -> bool:
        """Whether anything is added to the band that its layout did not place."""
        return self.is_on_paper or bool(self.letters or self.call_outs)
