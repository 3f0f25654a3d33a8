"""Which fields an inspected thing has: tables from which the inspector makes its editors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from visavis.blueprint.language import N_


class Kind(Enum):
    """How a field is edited."""

    TEXT = auto()
    LONG_TEXT = auto()
    TIME = auto()
    WORK = auto()
    SPAN = auto()
    DURATION = auto()
    NUMBER = auto()
    WHOLE = auto()
    PERCENT = auto()
    WEIGHT = auto()
    CHOICE = auto()
    CHIPS = auto()
    COLOURS = auto()
    PORTRAITS = auto()
    MANY_CHIPS = auto()
    DOTS = auto()
    FACES = auto()
    ITEMS = auto()
    STEPS = auto()
    LINES = auto()
    TICK = auto()
    BLUEPRINT = auto()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its key in the file, its name for people, how it is edited, and the name of its list of choices."""

    key: str
    title: str
    kind: Kind
    choices: str = ""
    hint: str = ""


STEP_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", N_("Title"), Kind.TEXT),
    FieldSpec("channel", N_("Channel"), Kind.CHIPS, "channel"),
    FieldSpec("work", N_("Working time"), Kind.WORK, hint=N_("25 min")),
    FieldSpec("wait", N_("Wait before going on"), Kind.TIME, hint=N_("30 d")),
    FieldSpec("basis", N_("Where the numbers come from"), Kind.CHIPS, "basis"),
    FieldSpec("effort", N_("Felt effort"), Kind.DOTS, "effort"),
    FieldSpec("emotion", N_("Emotion"), Kind.FACES, "emotion"),
    FieldSpec("asks", N_("Asks for"), Kind.ITEMS, "items"),
    FieldSpec("gives", N_("Gives"), Kind.ITEMS, "items"),
    FieldSpec("kind", N_("Kind of step"), Kind.CHOICE, "kind"),
    FieldSpec("outcome", N_("Outcome"), Kind.CHOICE, "outcome"),
    FieldSpec("detail", N_("Detail"), Kind.LONG_TEXT),
    FieldSpec("plain", N_("In plain words, for the public"), Kind.LONG_TEXT),
    FieldSpec("place", N_("Place"), Kind.CHOICE, "place"),
    FieldSpec("system", N_("System used"), Kind.TEXT),
    FieldSpec("unit", N_("Unit"), Kind.TEXT),
    FieldSpec("informs.who", N_("Who is told"), Kind.TEXT, hint=N_("citizen")),
    FieldSpec("informs.promise", N_("Date that is promised"), Kind.TEXT, hint=N_("within 30 days")),
    FieldSpec("fails", N_("Fails how often"), Kind.PERCENT),
    FieldSpec("fallback", N_("What then"), Kind.CHOICE, "steps"),
    FieldSpec("split", N_("Ways out"), Kind.CHOICE, "split"),
    FieldSpec("join", N_("Ways in"), Kind.CHOICE, "join"),
    FieldSpec("lane", N_("Lane"), Kind.CHOICE, "lanes"),
    FieldSpec("phase", N_("Phase"), Kind.CHOICE, "phases"),
    FieldSpec("column", N_("Column"), Kind.WHOLE),
    FieldSpec("markers", N_("Marks"), Kind.MANY_CHIPS, "markers"),
    FieldSpec("hidden", N_("Hidden: not in the procedure"), Kind.TICK),
    FieldSpec("uses", N_("Decides or calculates from"), Kind.ITEMS, "items"),
    FieldSpec("announces", N_("Tells to have ready later"), Kind.ITEMS, "items"),
    FieldSpec("appointment", N_("Waits for an appointment"), Kind.TICK),
    FieldSpec("deadline", N_("To be done by, from the start of the case"), Kind.SPAN, hint=N_("30 d")),
    FieldSpec("helped", N_("Needs somebody’s help, how often"), Kind.PERCENT),
    FieldSpec("help", N_("The helper’s time"), Kind.WORK, hint=N_("20 min")),
    FieldSpec("legal", N_("What the law sees here"), Kind.MANY_CHIPS, "legal"),
    FieldSpec("replaces", N_("Stands for the as-is steps, one id a line"), Kind.LINES),
)

FLOW_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", N_("What is said"), Kind.TEXT),
    FieldSpec("kind", N_("Kind of flow"), Kind.CHOICE, "flow-kind"),
    FieldSpec("carries", N_("Carries"), Kind.ITEMS, "items"),
    FieldSpec("probability", N_("Probability"), Kind.PERCENT),
    FieldSpec("condition", N_("Condition"), Kind.TEXT),
    FieldSpec("only_for", N_("Only for"), Kind.MANY_CHIPS, "personas"),
    FieldSpec("not_for", N_("Not for"), Kind.MANY_CHIPS, "personas"),
    FieldSpec("max_times", N_("At most, times"), Kind.WHOLE),
)

NOTE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", N_("Text"), Kind.LONG_TEXT),
    FieldSpec("kind", N_("Kind of note"), Kind.CHIPS, "note-kind"),
    FieldSpec("author", N_("Author"), Kind.TEXT),
    FieldSpec("source", N_("Source"), Kind.TEXT),
    FieldSpec("private", N_("Private: never printed or exported"), Kind.TICK),
)

HEAD_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", N_("Title"), Kind.TEXT),
    FieldSpec("summary", N_("Summary"), Kind.LONG_TEXT),
    FieldSpec("state", N_("State"), Kind.CHIPS, "state"),
    FieldSpec("redesigns", N_("Redesigns the blueprint"), Kind.BLUEPRINT),
    FieldSpec("rules", N_("Rules it is checked with"), Kind.CHOICE, "rule-sets"),
    FieldSpec("language", N_("Language of the blueprint"), Kind.TEXT, hint="fr"),
    FieldSpec("id", N_("Identifier"), Kind.TEXT),
)

SERVICE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("authority", N_("Authority"), Kind.TEXT),
    FieldSpec("life_event", N_("Life event"), Kind.TEXT),
    FieldSpec("legal_basis", N_("Legal basis"), Kind.TEXT),
    FieldSpec("cases_per_year", N_("Cases a year"), Kind.NUMBER),
    FieldSpec("standard_time", N_("Standard time"), Kind.SPAN),
    FieldSpec("tolerated_time", N_("Tolerated time"), Kind.SPAN),
    FieldSpec("legal_deadline", N_("Legal deadline"), Kind.SPAN, hint=N_("2 mo")),
    FieldSpec("legal_clock.starts", N_("The legal clock starts at the end of"), Kind.CHOICE, "steps"),
    FieldSpec("legal_clock.stops", N_("The legal clock stops at the end of"), Kind.CHOICE, "steps"),
    FieldSpec("legal_clock.pauses", N_("The legal clock is suspended during"), Kind.STEPS, "steps"),
    FieldSpec("hours_per_day", N_("Hours in a day of work (7 if empty)"), Kind.NUMBER, hint="7"),
    FieldSpec("price", N_("Price"), Kind.NUMBER),
    FieldSpec("fixed_cost", N_("Fixed cost of a case"), Kind.NUMBER),
    FieldSpec("currency", N_("Currency"), Kind.TEXT, hint="EUR"),
)

RECORD_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("version", N_("Version"), Kind.TEXT),
    FieldSpec("date", N_("Date"), Kind.TEXT, hint=N_("2026-03-12")),
    FieldSpec("authors", N_("Authors"), Kind.TEXT),
    FieldSpec("organisation", N_("Organisation"), Kind.TEXT),
    FieldSpec("sources", N_("Where the figures come from"), Kind.LONG_TEXT),
    FieldSpec("contact", N_("Where to ask: phone, address, page"), Kind.LONG_TEXT),
    FieldSpec("appeal", N_("What to do when one disagrees with the decision"), Kind.LONG_TEXT),
)

_NAME = FieldSpec("name", N_("Name"), Kind.TEXT)
_COLOUR = FieldSpec("colour", N_("Colour (none chosen: the theme’s)"), Kind.COLOURS, "colour")
LIST_FIELDS: dict[str, tuple[FieldSpec, ...]] = {
    "personas": (
        _NAME,
        FieldSpec("story", N_("Story"), Kind.LONG_TEXT),
        FieldSpec("weight", N_("Share of the users"), Kind.WEIGHT, hint=N_("40% or 2 of 5")),
        FieldSpec("channels", N_("Channels they can use (none chosen: all)"), Kind.MANY_CHIPS, "channel"),
        FieldSpec("constraints", N_("Constraints, one a line"), Kind.LINES),
        FieldSpec("portrait", N_("Portrait"), Kind.PORTRAITS, "portrait"),
    ),
    "actors": (
        _NAME,
        FieldSpec("side", N_("Side"), Kind.CHIPS, "side"),
        FieldSpec("hourly_cost", N_("Cost of an hour"), Kind.NUMBER),
        FieldSpec("capacity", N_("Capacity"), Kind.NUMBER),
        FieldSpec("availability", N_("Is there how much of the time"), Kind.PERCENT),
        FieldSpec("deputy", N_("Who stands in"), Kind.CHOICE, "actors"),
    ),
    "phases": (_NAME, _COLOUR),
    "lanes": (
        _NAME,
        FieldSpec("kind", N_("Kind of lane"), Kind.CHOICE, "lane-kind"),
        FieldSpec("actor", N_("Actor"), Kind.CHOICE, "actors"),
        _COLOUR,
    ),
    "items": (
        _NAME,
        FieldSpec("kind", N_("Kind of item"), Kind.CHIPS, "item-kind"),
        FieldSpec("held_by", N_("Register that already holds it"), Kind.TEXT),
        FieldSpec("purpose", N_("Why it is asked for"), Kind.TEXT),
        FieldSpec("valid_for", N_("Counts for how long"), Kind.DURATION, hint=N_("3 mo")),
        FieldSpec("volatile", N_("Changes often: to be confirmed"), Kind.TICK),
        FieldSpec("sensitive", N_("Sensitive: may hurt or shame"), Kind.TICK),
    ),
    "notes": NOTE_FIELDS,
    "avoid": (
        FieldSpec("text", N_("What must not happen"), Kind.LONG_TEXT),
        FieldSpec("rule", N_("Friction rule"), Kind.CHOICE, "rules"),
        FieldSpec("limit.value", N_("Limit"), Kind.NUMBER),
        FieldSpec("limit.unit", N_("Unit of the limit"), Kind.CHOICE, "limit-unit"),
        FieldSpec("scope.side", N_("Only on the side"), Kind.CHOICE, "side"),
        FieldSpec("scope.lane", N_("Only in the lane"), Kind.CHOICE, "lanes"),
        FieldSpec("scope.phase", N_("Only in the phase"), Kind.CHOICE, "phases"),
        FieldSpec("scope.persona", N_("Only for the persona"), Kind.CHOICE, "personas"),
        FieldSpec("scope.step", N_("Only at the step"), Kind.CHOICE, "steps"),
    ),
    "waivers": (
        FieldSpec("rule", N_("Friction rule"), Kind.CHOICE, "rules"),
        FieldSpec("step", N_("Step"), Kind.CHOICE, "steps"),
        FieldSpec("reason", N_("Reason"), Kind.CHOICE, "reason"),
        FieldSpec("text", N_("Why it is kept"), Kind.LONG_TEXT),
        FieldSpec("author", N_("Author"), Kind.TEXT),
        FieldSpec("date", N_("Date"), Kind.TEXT, hint=N_("2026-03-12")),
    ),
    "channels": (_NAME,),
    "thresholds": (
        FieldSpec("rule", N_("Friction rule"), Kind.CHOICE, "rules"),
        FieldSpec("name", N_("Which limit"), Kind.TEXT),
        FieldSpec("value", N_("Limit"), Kind.NUMBER),
        FieldSpec("unit", N_("Unit of the limit"), Kind.CHOICE, "limit-unit"),
        FieldSpec("source", N_("Source"), Kind.TEXT),
    ),
    "triage": (
        FieldSpec("state", N_("Decision"), Kind.CHIPS, "triage"),
        FieldSpec("rule", N_("Friction rule"), Kind.CHOICE, "rules"),
        FieldSpec("step", N_("Step"), Kind.CHOICE, "steps"),
        FieldSpec("persona", N_("Persona"), Kind.CHOICE, "personas"),
        FieldSpec("reason", N_("Reason"), Kind.LONG_TEXT),
        FieldSpec("author", N_("Author"), Kind.TEXT),
        FieldSpec("date", N_("Date"), Kind.TEXT, hint=N_("2026-03-12")),
    ),
}

LIST_TITLES: dict[str, str] = {
    "personas": N_("Personas"), "actors": N_("Actors"), "phases": N_("Phases"), "lanes": N_("Lanes"),
    "items": N_("Documents and data"), "notes": N_("Notes"), "avoid": N_("What must be avoided"),
    "waivers": N_("Frictions kept on purpose"), "channels": N_("More channels"),
    "thresholds": N_("Limits of its own"), "triage": N_("Findings decided about"),
}
