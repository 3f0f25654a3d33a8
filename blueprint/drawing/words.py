"""What the words of the file format are called when people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import (
    Basis,
    BlueprintDocument,
    Channel,
    FlowKind,
    LaneKind,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    State,
    StepKind,
)

STATES: Mapping[State, Message] = MappingProxyType({
    State.AS_IS: message("The journey today"),
    State.TO_BE: message("The journey redesigned"),
    State.OBSERVED: message("The journey as observed"),
})
STEP_KINDS: Mapping[StepKind, Message] = MappingProxyType({
    StepKind.START: message("start"),
    StepKind.ACTION: message("action"),
    StepKind.WAIT: message("wait"),
    StepKind.DECISION: message("decision"),
    StepKind.OUTCOME: message("outcome"),
    StepKind.EVIDENCE: message("evidence"),
})
CHANNELS: Mapping[str, Message] = MappingProxyType({
    Channel.COUNTER: message("counter"),
    Channel.PHONE: message("telephone"),
    Channel.POST: message("post"),
    Channel.WEB: message("online"),
    Channel.APP: message("application"),
    Channel.EMAIL: message("e-mail"),
    Channel.SMS: message("text message"),
    Channel.VIDEO: message("video call"),
    Channel.VISIT: message("visit"),
    Channel.KIOSK: message("kiosk"),
    Channel.MESSAGING: message("messaging"),
    Channel.DIGITAL_SAFE: message("digital safe"),
    Channel.REGISTERED_MAIL: message("registered mail"),
    Channel.INTERNAL: message("internal"),
})
PLACES: Mapping[PlaceKind, Message] = MappingProxyType({
    PlaceKind.COUNTER: message("at the counter"),
    PlaceKind.BACK_OFFICE: message("in the back office"),
    PlaceKind.HOME: message("at home"),
    PlaceKind.FIELD: message("in the field"),
    PlaceKind.ONLINE: message("on the internet"),
    PlaceKind.ELSEWHERE: message("elsewhere"),
})
BASES: Mapping[Basis, Message] = MappingProxyType({
    Basis.MEASURED: message("measured"),
    Basis.ESTIMATED: message("estimated"),
    Basis.ASSUMED: message("assumed"),
})
OUTCOMES: Mapping[str, Message] = MappingProxyType({
    Outcome.GRANTED: message("granted"),
    Outcome.REFUSED: message("refused"),
    Outcome.ABANDONED: message("abandoned"),
    Outcome.BLOCKED: message("blocked"),
    Outcome.EXPIRED: message("expired"),
    Outcome.UNSPECIFIED: message("outcome not said"),
})
MARKERS: Mapping[Marker, Message] = MappingProxyType({
    Marker.MOMENT_OF_TRUTH: message("moment of truth"),
    Marker.FAIL_POINT: message("fail point"),
})
NOTE_KINDS: Mapping[NoteKind, Message] = MappingProxyType({
    NoteKind.PAIN: message("Pain"),
    NoteKind.IDEA: message("Idea"),
    NoteKind.QUESTION: message("Question"),
    NoteKind.QUOTE: message("Quote"),
    NoteKind.INSIGHT: message("Insight"),
    NoteKind.PRAISE: message("Praise"),
})
LANE_KINDS: Mapping[LaneKind, Message] = MappingProxyType({
    LaneKind.EVIDENCE: message("what people see and hold"),
    LaneKind.CITIZEN: message("what the citizen does"),
    LaneKind.FRONTSTAGE: message("what agents do face to face"),
    LaneKind.BACKSTAGE: message("what agents do behind the scenes"),
    LaneKind.SUPPORT: message("systems and partners"),
})
FLOW_KINDS: Mapping[FlowKind, Message] = MappingProxyType({
    FlowKind.SEQUENCE: message("sequence"),
    FlowKind.INTERACTION: message("conversation"),
    FlowKind.SUPPORT: message("support"),
})
EMOTIONS: Mapping[int, Message] = MappingProxyType({
    -2: message("very bad"),
    -1: message("bad"),
    0: message("neutral"),
    1: message("good"),
    2: message("very good"),
})


def channel_name(document: BlueprintDocument, channel: str) -> Message:
    """Return a channel's name: a built-in one's, the document's own, or as it was typed."""
    known = CHANNELS.get(channel)
    if known is not None:
        return known
    declared = next((each.name for each in document.head.channels if each.id == channel and each.name), channel)
    return message("{name}", name=declared)
