"""The shape of `visavis-spec/2`. The JSON Schema is made from these models, so shape and output cannot drift apart.

Times are told twice: as authored, and in minutes. What is derived from the document stands beside what was authored,
so that a reader needs neither this program nor its rules to follow a journey.

Fields that came after the first program to write `visavis-spec/2` have a default: the schema does not require them,
so that older files stay valid. No field changes its meaning, and none goes (decision 0069).
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, JsonValue, WithJsonSchema

from visavis.blueprint.analysis.reports.scale_json import scale_schema
from visavis.exporters.spec.authored import (
    ActorSpec,
    BlueprintSpec,
    ChannelSpec,
    FlowSpec,
    ItemSpec,
    LaneSpec,
    NoteSpec,
    PersonaSpec,
    PhaseSpec,
    RecordSpec,
    ServiceSpec,
    StepSpec,
)
from visavis.exporters.spec.criteria import CriterionSpec
from visavis.exporters.spec.derived import ConversationSpec, FindingSpec, JourneyFigures, JourneySpec, NotAssessedSpec
from visavis.exporters.spec.judgements import AvoidSpec, DecisionSpec, ThresholdSpec, WaiverSpec
from visavis.exporters.spec.parts import Extensions, SpecPart
from visavis.exporters.spec.provenance import ProvenanceSpec

SPEC_FORMAT: Final = "visavis-spec/2"
SPEC_ID: Final = "urn:visavis:schema:spec:2"
ScaleData = Annotated[dict[str, JsonValue], WithJsonSchema(scale_schema())]


class Specification(SpecPart):
    """A journey specification: one service as people live and do it, measured, with what it must not do to them."""

    format: Literal["visavis-spec/2"]
    """The format and its version."""
    schema_id: Literal["urn:visavis:schema:spec:2"] = Field(alias="$schema")
    """The schema of this format."""
    provenance: ProvenanceSpec | None = None
    """Where it comes from: the program, the exact document, the date people gave it."""
    blueprint: BlueprintSpec
    service: ServiceSpec
    record: RecordSpec
    channels: tuple[ChannelSpec, ...]
    personas: tuple[PersonaSpec, ...]
    actors: tuple[ActorSpec, ...]
    phases: tuple[PhaseSpec, ...]
    lanes: tuple[LaneSpec, ...]
    items: tuple[ItemSpec, ...]
    """Documents and facts, with where they are asked for and who already holds them."""
    steps: tuple[StepSpec, ...]
    """In file order."""
    flows: tuple[FlowSpec, ...]
    """In file order."""
    conversation: ConversationSpec
    """What is said across the line of interaction."""
    acceptance: tuple[CriterionSpec, ...] = ()
    """What a build must do, message by message: given, when, then."""
    journeys: tuple[JourneySpec, ...]
    """The way of each persona; of anybody where there are none."""
    avoid: tuple[AvoidSpec, ...]
    """What the service must not do, and whether it does."""
    waivers: tuple[WaiverSpec, ...]
    """Frictions kept on purpose."""
    rules: str | None
    """The rule set it is checked with; null for the recommended one."""
    thresholds: tuple[ThresholdSpec, ...]
    """Limits of rules that the document sets otherwise."""
    triage: tuple[DecisionSpec, ...]
    """What the team decided about findings."""
    notes: tuple[NoteSpec, ...]
    """Sticky notes; private ones only where they were asked for."""
    measures: tuple[JourneyFigures, ...]
    """Everybody first, then each persona; empty where there is no journey to measure."""
    scale: ScaleData | None = None
    """Costs per started case, a year of cases, what extra minutes do. Null numbers are not known."""
    findings: tuple[FindingSpec, ...]
    """In rank order; open ones are numbered from 1."""
    not_assessed: tuple[NotAssessedSpec, ...]
    """Rules that lack their inputs."""
    gaps: tuple[str, ...]
    """What the measures leave out or had to assume, in words."""
    extensions: Extensions = Field(default_factory=dict)
    """Keys beside the graph that the program does not know, and those of the graph's attributes under `graph`."""
