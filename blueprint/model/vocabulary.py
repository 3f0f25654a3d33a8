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


class Portrait(StrEnum):
    """The portraits that are drawn of personas; a file may name another one, which is drawn as a person."""

    PERSON = "person"
    FAMILY = "family"
    PARENT = "parent"
    STUDENT = "student"
    YOUNG = "young"
    EMPLOYEE = "employee"
    CRAFT = "craft"
    FARMER = "farmer"
    OLDER = "older"
    WHEELCHAIR = "wheelchair"
    DEAF = "deaf"
    BLIND = "blind"
    CARER = "carer"
    NEWCOMER = "newcomer"


class Colour(StrEnum):
    """The colours that a lane or a phase may be given; a theme turns each into inks. Red stays the frictions'."""

    ORANGE = "orange"
    BLUE = "blue"
    GREEN = "green"
    TEAL = "teal"
    OLIVE = "olive"
    PURPLE = "purple"
    PLUM = "plum"
    SLATE = "slate"


class StepKind(StrEnum):
    """What a step is."""

    START = "start"
    ACTION = "action"
    WAIT = "wait"
    DECISION = "decision"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"


class Outcome(StrEnum):
    """How a journey ends. A lawful refusal completes the service; it is not friction.

    `unspecified` is the end of a journey that was drawn to its end without saying which it is.
    """

    GRANTED = "granted"
    REFUSED = "refused"
    ABANDONED = "abandoned"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    UNSPECIFIED = "unspecified"


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
    """Whether a step waits for everything still under way to it, or starts again for every arrival."""

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


class LegalMark(StrEnum):
    """What the law sees in a step; the references are to the French code of relations with the public (CRPA)."""

    REQUEST = "request"
    """People file a formal request here."""
    RECEIPT = "receipt"
    """Its receipt is acknowledged: date, who answers for it, what silence will mean (L112-3, R112-5)."""
    NOTICE = "notice"
    """A notice from which a time limit runs."""
    TRACKED = "tracked"
    """It can be proved that it arrived."""
    ADVERSE = "adverse"
    """A decision against the person is told here."""
    REASONS = "reasons"
    """The decision tells its reasons (L211-2, L211-5)."""
    APPEAL = "appeal"
    """It tells how to appeal, and until when (R421-5 of the code of administrative justice)."""
    SIGNATURE = "signature"
    """A handwritten signature is prescribed."""
    IDENTITY = "identity"
    """People must be present to prove who they are."""
    SIGN_OFF = "sign-off"
    """A second person's approval is prescribed."""
    REPORTING = "reporting"
    """Work that a reporting duty prescribes, with no effect on the case."""
    INDISPENSABLE = "indispensable"
    """Without what is asked for here the case cannot be examined at all (L114-5-1)."""


class TriageState(StrEnum):
    """What a team decided about a finding."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    TO_DO = "to-do"
