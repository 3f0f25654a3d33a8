"""What the words of the closed lists are called when people read them: the one home of those names.

Each word has two registers: a label, for choices and cells, and how it is said inside a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from visavis.blueprint.language import N_, Message, message
from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.model.vocabulary import (
    Basis,
    Channel,
    Colour,
    FlowKind,
    ItemKind,
    Join,
    LaneKind,
    LegalMark,
    LimitUnit,
    Marker,
    NoteKind,
    Outcome,
    PlaceKind,
    Portrait,
    Side,
    Split,
    State,
    StepKind,
    TriageState,
    WaiverReason,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The names of one word: `label` (its English text) in lists of choices, `in_text` inside a sentence."""

    label: str
    in_text: Message


def _words(label: str, in_text: Message | None = None) -> Words:
    """Make the names of a word; one without another form is said as its label."""
    return Words(label, in_text or Message(label))


SIDES: Mapping[Side, Words] = MappingProxyType({
    Side.CITIZEN: _words(N_("Citizen")),
    Side.AGENT: _words(N_("Agent")),
    Side.PARTNER: _words(N_("Partner")),
    Side.SYSTEM: _words(N_("Tool")),
})
LANE_KINDS: Mapping[LaneKind, Words] = MappingProxyType({
    LaneKind.EVIDENCE: _words(N_("Evidence"), message("what people see and hold")),
    LaneKind.CITIZEN: _words(N_("Citizen"), message("what the citizen does")),
    LaneKind.FRONTSTAGE: _words(N_("Frontstage"), message("what agents do face to face")),
    LaneKind.BACKSTAGE: _words(N_("Backstage"), message("what agents do behind the scenes")),
    LaneKind.SUPPORT: _words(N_("Support"), message("tools and partners")),
})
STATES: Mapping[State, Words] = MappingProxyType({
    State.AS_IS: _words(N_("As-is"), message("The journey today")),
    State.TO_BE: _words(N_("To-be"), message("The journey redesigned")),
    State.OBSERVED: _words(N_("Observed"), message("The journey as observed")),
})
STEP_KINDS: Mapping[StepKind, Words] = MappingProxyType({
    StepKind.START: _words(N_("Start"), message("start")),
    StepKind.ACTION: _words(N_("Action"), message("action")),
    StepKind.WAIT: _words(N_("Wait"), message("wait")),
    StepKind.DECISION: _words(N_("Decision"), message("decision")),
    StepKind.OUTCOME: _words(N_("Outcome"), message("outcome")),
    StepKind.EVIDENCE: _words(N_("Evidence"), message("evidence")),
})
OUTCOMES: Mapping[str, Words] = MappingProxyType({
    Outcome.GRANTED: _words(N_("granted")),
    Outcome.REFUSED: _words(N_("refused")),
    Outcome.ABANDONED: _words(N_("abandoned")),
    Outcome.BLOCKED: _words(N_("blocked")),
    Outcome.EXPIRED: _words(N_("expired")),
    Outcome.UNSPECIFIED: _words(N_("not stated"), message("outcome not stated")),
})
CHANNELS: Mapping[str, Words] = MappingProxyType({
    Channel.COUNTER: _words(N_("Counter"), message("counter")),
    Channel.PHONE: _words(N_("Phone"), message("phone")),
    Channel.POST: _words(N_("Post"), message("post")),
    Channel.WEB: _words(N_("Online"), message("online")),
    Channel.APP: _words(N_("App"), message("app")),
    Channel.EMAIL: _words(N_("Email"), message("email")),
    Channel.SMS: _words(N_("SMS"), message("text message")),
    Channel.VIDEO: _words(N_("Video"), message("video call")),
    Channel.VISIT: _words(N_("Visit"), message("visit")),
    Channel.KIOSK: _words(N_("Kiosk"), message("kiosk")),
    Channel.MESSAGING: _words(N_("Messaging"), message("messaging")),
    Channel.DIGITAL_SAFE: _words(N_("Digital safe"), message("digital safe")),
    Channel.REGISTERED_MAIL: _words(N_("Registered mail"), message("registered mail")),
    Channel.INTERNAL: _words(N_("Internal"), message("internal")),
})
PLACES: Mapping[PlaceKind, Words] = MappingProxyType({
    PlaceKind.COUNTER: _words(N_("Counter"), message("at the counter")),
    PlaceKind.BACK_OFFICE: _words(N_("Back office"), message("in the back office")),
    PlaceKind.HOME: _words(N_("Citizen’s home"), message("at home")),
    PlaceKind.FIELD: _words(N_("In the field"), message("in the field")),
    PlaceKind.ONLINE: _words(N_("Online"), message("on the internet")),
    PlaceKind.ELSEWHERE: _words(N_("Elsewhere"), message("elsewhere")),
})
BASES: Mapping[Basis, Words] = MappingProxyType({
    Basis.MEASURED: _words(N_("measured")),
    Basis.ESTIMATED: _words(N_("estimated")),
    Basis.ASSUMED: _words(N_("assumed")),
})
SPLITS: Mapping[Split, Words] = MappingProxyType({
    Split.ONE: _words(N_("exactly one is taken")),
    Split.ALL: _words(N_("all are taken, in parallel")),
})
JOINS: Mapping[Join, Words] = MappingProxyType({
    Join.WAIT: _words(N_("wait for everything under way")),
    Join.EACH: _words(N_("begin again for each")),
})
MARKERS: Mapping[Marker, Words] = MappingProxyType({
    Marker.MOMENT_OF_TRUTH: _words(N_("Moment of truth"), message("moment of truth")),
    Marker.FAIL_POINT: _words(N_("Fail point"), message("fail point")),
})
LEGAL_MARKS: Mapping[LegalMark, Words] = MappingProxyType({
    LegalMark.REQUEST: _words(N_("A request is filed")),
    LegalMark.RECEIPT: _words(N_("Receipt acknowledged")),
    LegalMark.NOTICE: _words(N_("Notice: a time limit runs")),
    LegalMark.TRACKED: _words(N_("Delivery proved")),
    LegalMark.ADVERSE: _words(N_("Decision against the person")),
    LegalMark.REASONS: _words(N_("Reasons given")),
    LegalMark.APPEAL: _words(N_("Appeal explained")),
    LegalMark.SIGNATURE: _words(N_("Handwritten signature required by law")),
    LegalMark.IDENTITY: _words(N_("Identity proved in person")),
    LegalMark.SIGN_OFF: _words(N_("Second approval required by law")),
    LegalMark.REPORTING: _words(N_("Reporting duty")),
    LegalMark.INDISPENSABLE: _words(N_("Indispensable for examining the case")),
})
FLOW_KINDS: Mapping[FlowKind, Words] = MappingProxyType({
    FlowKind.SEQUENCE: _words(N_("Sequence, on one side"), message("sequence")),
    FlowKind.INTERACTION: _words(N_("Interaction, across the line"), message("conversation")),
    FlowKind.SUPPORT: _words(N_("Support, to a tool or partner"), message("support")),
})
ITEM_KINDS: Mapping[ItemKind, Words] = MappingProxyType({
    ItemKind.DOCUMENT: _words(N_("Document")),
    ItemKind.DATA: _words(N_("Data")),
})
NOTE_KINDS: Mapping[NoteKind, Words] = MappingProxyType({
    NoteKind.PAIN: _words(N_("Pain point")),
    NoteKind.IDEA: _words(N_("Idea")),
    NoteKind.QUESTION: _words(N_("Question")),
    NoteKind.QUOTE: _words(N_("Quote")),
    NoteKind.INSIGHT: _words(N_("Insight")),
    NoteKind.PRAISE: _words(N_("Praise")),
})
PORTRAITS: Mapping[Portrait, Words] = MappingProxyType({
    Portrait.PERSON: _words(N_("A person")),
    Portrait.FAMILY: _words(N_("A couple, a family")),
    Portrait.PARENT: _words(N_("Has a small child")),
    Portrait.STUDENT: _words(N_("Studies")),
    Portrait.YOUNG: _words(N_("A young person")),
    Portrait.EMPLOYEE: _words(N_("Works in an office")),
    Portrait.CRAFT: _words(N_("Works with their hands")),
    Portrait.FARMER: _words(N_("Farms")),
    Portrait.OLDER: _words(N_("An older person")),
    Portrait.WHEELCHAIR: _words(N_("In a wheelchair")),
    Portrait.DEAF: _words(N_("Hard of hearing")),
    Portrait.BLIND: _words(N_("Partially sighted")),
    Portrait.CARER: _words(N_("Cares for somebody")),
    Portrait.NEWCOMER: _words(N_("Speaks another language")),
})
COLOURS: Mapping[Colour, Words] = MappingProxyType({
    Colour.ORANGE: _words(N_("Orange")),
    Colour.BLUE: _words(N_("Blue")),
    Colour.GREEN: _words(N_("Green")),
    Colour.TEAL: _words(N_("Teal")),
    Colour.OLIVE: _words(N_("Olive")),
    Colour.PURPLE: _words(N_("Purple")),
    Colour.PLUM: _words(N_("Plum")),
    Colour.SLATE: _words(N_("Slate")),
})
WAIVER_REASONS: Mapping[WaiverReason, Words] = MappingProxyType({
    WaiverReason.INTEGRITY: _words(N_("Integrity: prevents fraud")),
    WaiverReason.REFLECTION: _words(N_("Reflection: gives time to think")),
    WaiverReason.PRIVACY: _words(N_("Privacy: protects a secret")),
    WaiverReason.TARGETING: _words(N_("Targeting: keeps it for those in need")),
    WaiverReason.INFORMATION: _words(N_("Information: something must be learnt")),
    WaiverReason.LEGAL: _words(N_("Law: it is required")),
    WaiverReason.OTHER: _words(N_("Another reason")),
})
LIMIT_UNITS: Mapping[LimitUnit, Words] = MappingProxyType({
    LimitUnit.MINUTE: _words(N_("minutes")),
    LimitUnit.HOUR: _words(N_("hours")),
    LimitUnit.DAY: _words(N_("days")),
    LimitUnit.PERCENT: _words(N_("percent")),
    LimitUnit.COUNT: _words(N_("times")),
})
TRIAGE_STATES: Mapping[TriageState, Words] = MappingProxyType({
    TriageState.ACCEPTED: _words(N_("Accepted")),
    TriageState.DISMISSED: _words(N_("Dismissed")),
    TriageState.TO_DO: _words(N_("To do")),
})
EFFORTS: Mapping[int, Words] = MappingProxyType({
    1: _words(N_("light")),
    2: _words(N_("easy")),
    3: _words(N_("noticeable")),
    4: _words(N_("hard")),
    5: _words(N_("exhausting")),
})
EMOTIONS: Mapping[int, Words] = MappingProxyType({
    -2: _words(N_("very bad")),
    -1: _words(N_("bad")),
    0: _words(N_("neutral")),
    1: _words(N_("good")),
    2: _words(N_("very good")),
})
# The rule sets that are shipped; those of plugged-in rules have names only.
RULE_SETS: Mapping[str, Words] = MappingProxyType({
    "recommended": _words(N_("Recommended")),
    "all": _words(N_("All")),
    "legal-fr": _words(N_("French law")),
    "home-visit": _words(N_("Home visits")),
})

# The closed lists by the names that fields give them.
CLOSED_LISTS: Mapping[str, Mapping[str, Words]] = MappingProxyType({
    name: MappingProxyType({str(word): words for word, words in table.items()}) for name, table in (
        ("side", SIDES),
        ("lane-kind", LANE_KINDS),
        ("state", STATES),
        ("kind", STEP_KINDS),
        ("outcome", OUTCOMES),
        ("channel", CHANNELS),
        ("place", PLACES),
        ("basis", BASES),
        ("split", SPLITS),
        ("join", JOINS),
        ("markers", MARKERS),
        ("legal", LEGAL_MARKS),
        ("flow-kind", FLOW_KINDS),
        ("item-kind", ITEM_KINDS),
        ("note-kind", NOTE_KINDS),
        ("portrait", PORTRAITS),
        ("colour", COLOURS),
        ("reason", WAIVER_REASONS),
        ("limit-unit", LIMIT_UNITS),
        ("triage", TRIAGE_STATES),
        ("effort", EFFORTS),
        ("emotion", EMOTIONS),
        ("rule-sets", RULE_SETS),
    )
})


def channel_name(document: BlueprintDocument, channel: str) -> Message:
    """Return a channel's name in a sentence: a built-in one's, the document's own, or as it was typed."""
    known = CHANNELS.get(channel)
    if known is not None:
        return known.in_text
    declared = next((each.name for each in document.head.channels if each.id == channel and each.name), channel)
    return message("{name}", name=declared)
