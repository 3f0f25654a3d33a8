"""The closed lists of words of the file format. Values are the words in the file; names are the field's terms."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Who bears the work: either side of the line of interaction, a partner, or a machine."""

    CITIZEN = "citizen"
    AGENT = "agent"
    PARTNER = "partner"
    SYSTEM = "system"


class LaneKind(StrEnum):
    """Which band of the blueprint a lane belongs to, from what is seen to what supports."""

    EVIDENCE = "evidence"
    CITIZEN = "citizen"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


class StepKind(StrEnum):
    """What a step is."""

    START = "start"
    ACTION = "action"
    WAIT = "wait"
    DECISION = "decision"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"


class Outcome(StrEnum):
    """How a journey ends. A lawful refusal completes the service; it is not friction."""

    GRANTED = "granted"
    REFUSED = "refused"
    ABANDONED = "abandoned"
    BLOCKED = "blocked"
    EXPIRED = "expired"


class Channel(StrEnum):
    """The channels every document knows; a document may declare more."""

    COUNTER = "counter"
    PHONE = "phone"
    POST = "post"
    WEB = "web"
    APP = "app"
    EMAIL = "email"
    SMS = "sms"
    VIDEO = "video"
    VISIT = "visit"
    KIOSK = "kiosk"
    MESSAGING = "messaging"
    DIGITAL_SAFE = "digital-safe"
    REGISTERED_MAIL = "registered-mail"
    INTERNAL = "internal"


class PlaceKind(StrEnum):
    """Where a step happens."""

    COUNTER = "counter"
    BACK_OFFICE = "back-office"
    HOME = "home"
    FIELD = "field"
    ONLINE = "online"
    ELSEWHERE = "elsewhere"


class Basis(StrEnum):
    """Where a step's numbers come from."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


class Split(StrEnum):
    """How many of the ways out of a step a journey takes."""

    ONE = "one"
    ALL = "all"


class Join(StrEnum):
    """Whether a step waits for everything still under way to it, or starts anew for every arrival."""

    WAIT = "wait"
    EACH = "each"


class Marker(StrEnum):
    """Marks of service blueprinting a team may put on a step."""

    MOMENT_OF_TRUTH = "moment-of-truth"
    FAIL_POINT = "fail-point"


class FlowKind(StrEnum):
    """Along one side, across the line of interaction, or to a system or partner."""

    SEQUENCE = "sequence"
    INTERACTION = "interaction"
    SUPPORT = "support"


class ItemKind(StrEnum):
    """What a journey asks for: a paper, or a fact."""

    DOCUMENT = "document"
    DATA = "data"


class NoteKind(StrEnum):
    """What a sticky note says."""

    PAIN = "pain"
    IDEA = "idea"
    QUESTION = "question"
    QUOTE = "quote"
    INSIGHT = "insight"
    PRAISE = "praise"


class State(StrEnum):
    """Whether the blueprint shows the service as it is, as it should be, or as it was observed."""

    AS_IS = "as-is"
    TO_BE = "to-be"
    OBSERVED = "observed"


class WaiverReason(StrEnum):
    """Why a friction may be kept; the first five are Sunstein's legitimate uses of sludge ("Sludge audits")."""

    INTEGRITY = "integrity"
    REFLECTION = "reflection"
    PRIVACY = "privacy"
    TARGETING = "targeting"
    INFORMATION = "information"
    LEGAL = "legal"
    OTHER = "other"


class LimitUnit(StrEnum):
    """The units of a to-avoid clause's limit."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    PERCENT = "percent"
    COUNT = "count"
