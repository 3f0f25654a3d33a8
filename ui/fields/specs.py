"""Which fields an inspected thing has: tables from which the inspector makes its editors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from visavis.blueprint.language import N_


class FieldKind(Enum):
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
    kind: FieldKind
    choices: str = ""
    hint: str = ""


STEP_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", N_("Title"), FieldKind.TEXT),
    FieldSpec("channel", N_("Channel"), FieldKind.CHIPS, "channel"),
    FieldSpec("work", N_("Working time"), FieldKind.WORK, hint=N_("25 min")),
    FieldSpec("wait", N_("Wait before going on"), FieldKind.TIME, hint=N_("30 d")),
    FieldSpec("basis", N_("Where the numbers come from"), FieldKind.CHIPS, "basis"),
    FieldSpec("effort", N_("Felt effort"), FieldKind.DOTS, "effort"),
    FieldSpec("emotion", N_("Emotion"), FieldKind.FACES, "emotion"),
    FieldSpec("asks", N_("Asks for"), FieldKind.ITEMS, "items"),
    FieldSpec("gives", N_("Gives"), FieldKind.ITEMS, "items"),
    FieldSpec("kind", N_("Kind of step"), FieldKind.CHOICE, "kind"),
    FieldSpec("outcome", N_("Outcome"), FieldKind.CHOICE, "outcome"),
    FieldSpec("detail", N_("Detail"), FieldKind.LONG_TEXT),
    FieldSpec("plain", N_("In plain words, for the public"), FieldKind.LONG_TEXT),
    FieldSpec("place", N_("Place"), FieldKind.CHOICE, "place"),
    FieldSpec("system", N_("System used"), FieldKind.TEXT),
    FieldSpec("unit", N_("Unit"), FieldKind.TEXT),
    FieldSpec("informs.who", N_("Who is told"), FieldKind.TEXT, hint=N_("citizen")),
    FieldSpec("informs.promise", N_("Date that is promised"), FieldKind.TEXT, hint=N_("within 30 days")),
    FieldSpec("fails", N_("Fails how often"), FieldKind.PERCENT),
    FieldSpec("fallback", N_("What then"), FieldKind.CHOICE, "steps"),
    FieldSpec("split", N_("Ways out"), FieldKind.CHOICE, "split"),
    FieldSpec("join", N_("Ways in"), FieldKind.CHOICE, "join"),
    FieldSpec("lane", N_("Lane"), FieldKind.CHOICE, "lanes"),
    FieldSpec("phase", N_("Phase"), FieldKind.CHOICE, "phases"),
    FieldSpec("column", N_("Column"), FieldKind.WHOLE),
    FieldSpec("markers", N_("Marks"), FieldKind.MANY_CHIPS, "markers"),
    FieldSpec("hidden", N_("Hidden: not in the procedure"), FieldKind.TICK),
    FieldSpec("uses", N_("Decides or calculates from"), FieldKind.ITEMS, "items"),
    FieldSpec("announces", N_("Tells to have ready later"), FieldKind.ITEMS, "items"),
    FieldSpec("appointment", N_("Waits for an appointment"), FieldKind.TICK),
    FieldSpec("deadline", N_("To be done by, from the start of the case"), FieldKind.SPAN, hint=N_("30 d")),
    FieldSpec("helped", N_("Needs somebody’s help, how often"), FieldKind.PERCENT),
    FieldSpec("help", N_("The helper’s time"), FieldKind.WORK, hint=N_("20 min")),
    FieldSpec("legal", N_("What the law sees here"), FieldKind.MANY_CHIPS, "legal"),
    FieldSpec("replaces", N_("Stands for the as-is steps, one id a line"), FieldKind.LINES),
)

FLOW_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", N_("What is said"), FieldKind.TEXT),
    FieldSpec("kind", N_("Kind of flow"), FieldKind.CHOICE, "flow-kind"),
    FieldSpec("carries", N_("Carries"), FieldKind.ITEMS, "items"),
    FieldSpec("probability", N_("Probability"), FieldKind.PERCENT),
    FieldSpec("condition", N_("Condition"), FieldKind.TEXT),
    FieldSpec("only_for", N_("Only for"), FieldKind.MANY_CHIPS, "personas"),
    FieldSpec("not_for", N_("Not for"), FieldKind.MANY_CHIPS, "personas"),
    FieldSpec("max_times", N_("At most, times"), FieldKind.WHOLE),
)

NOTE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", N_("Text"), FieldKind.LONG_TEXT),
    FieldSpec("kind", N_("Kind of note"), FieldKind.CHIPS, "note-kind"),
    FieldSpec("author", N_("Author"), FieldKind.TEXT),
    FieldSpec("source", N_("Source"), FieldKind.TEXT),
    FieldSpec("private", N_("Private: never printed or exported"), FieldKind.TICK),
)

HEAD_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", N_("Title"), FieldKind.TEXT),
    FieldSpec("summary", N_("Summary"), FieldKind.LONG_TEXT),
    FieldSpec("state", N_("State"), FieldKind.CHIPS, "state"),
    FieldSpec("redesigns", N_("Redesigns the blueprint"), FieldKind.BLUEPRINT),
    FieldSpec("rules", N_("Rules it is checked with"), FieldKind.CHOICE, "rule-sets"),
    FieldSpec("language", N_("Language of the blueprint"), FieldKind.TEXT, hint="fr"),
    FieldSpec("id", N_("Identifier"), FieldKind.TEXT),
)

SERVICE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("authority", N_("Authority"), FieldKind.TEXT),
    FieldSpec("life_event", N_("Life event"), FieldKind.TEXT),
    FieldSpec("legal_basis", N_("Legal basis"), FieldKind.TEXT),
    FieldSpec("cases_per_year", N_("Cases a year"), FieldKind.NUMBER),
    FieldSpec("standard_time", N_("Standard time"), FieldKind.SPAN),
    FieldSpec("tolerated_time", N_("Tolerated time"), FieldKind.SPAN),
    FieldSpec("legal_deadline", N_("Legal deadline"), FieldKind.SPAN, hint=N_("2 mo")),
    FieldSpec("legal_clock.starts", N_("The legal clock starts at the end of"), FieldKind.CHOICE, "steps"),
    FieldSpec("legal_clock.stops", N_("The legal clock stops at the end of"), FieldKind.CHOICE, "steps"),
    FieldSpec("legal_clock.pauses", N_("The legal clock is suspended during"), FieldKind.STEPS, "steps"),
    FieldSpec("hours_per_day", N_("Hours in a day of work (7 if empty)"), FieldKind.NUMBER, hint="7"),
    FieldSpec("price", N_("Price"), FieldKind.NUMBER),
    FieldSpec("fixed_cost", N_("Fixed cost of a case"), FieldKind.NUMBER),
    FieldSpec("currency", N_("Currency"), FieldKind.TEXT, hint="EUR"),
)

RECORD_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("version", N_("Version"), FieldKind.TEXT),
    FieldSpec("date", N_("Date"), FieldKind.TEXT, hint=N_("2026-03-12")),
    FieldSpec("authors", N_("Authors"), FieldKind.TEXT),
    FieldSpec("organisation", N_("Organisation"), FieldKind.TEXT),
    FieldSpec("sources", N_("Where the figures come from"), FieldKind.LONG_TEXT),
    FieldSpec("contact", N_("Where to ask: phone, address, page"), FieldKind.LONG_TEXT),
    FieldSpec("appeal", N_("What to do when one disagrees with the decision"), FieldKind.LONG_TEXT),
)

_NAME = FieldSpec("name", N_("Name"), FieldKind.TEXT)
_COLOUR = FieldSpec("colour", N_("Colour (none chosen: the theme’s)"), FieldKind.COLOURS, "colour")
LIST_FIELDS: dict[str, tuple[FieldSpec, ...]] = {
    "personas": (
        _NAME,
        FieldSpec("story", N_("Story"), FieldKind.LONG_TEXT),
        FieldSpec("weight", N_("Share of the users"), FieldKind.WEIGHT, hint=N_("40% or 2 of 5")),
        FieldSpec("channels", N_("Channels they can use (none chosen: all)"), FieldKind.MANY_CHIPS, "channel"),
        FieldSpec("constraints", N_("Constraints, one a line"), FieldKind.LINES),
        FieldSpec("portrait", N_("Portrait"), FieldKind.PORTRAITS, "portrait"),
    ),
    "actors": (
        _NAME,
        FieldSpec("side", N_("Side"), FieldKind.CHIPS, "side"),
        FieldSpec("hourly_cost", N_("Cost of an hour"), FieldKind.NUMBER),
        FieldSpec("capacity", N_("Capacity"), FieldKind.NUMBER),
        FieldSpec("availability", N_("Is there how much of the time"), FieldKind.PERCENT),
        FieldSpec("deputy", N_("Who stands in"), FieldKind.CHOICE, "actors"),
    ),
    "phases": (_NAME, _COLOUR),
    "lanes": (
        _NAME,
        FieldSpec("kind", N_("Kind of lane"), FieldKind.CHOICE, "lane-kind"),
        FieldSpec("actor", N_("Actor"), FieldKind.CHOICE, "actors"),
        _COLOUR,
    ),
    "items": (
        _NAME,
        FieldSpec("kind", N_("Kind of item"), FieldKind.CHIPS, "item-kind"),
        FieldSpec("held_by", N_("Register that already holds it"), FieldKind.TEXT),
        FieldSpec("purpose", N_("Why it is asked for"), FieldKind.TEXT),
        FieldSpec("valid_for", N_("Counts for how long"), FieldKind.DURATION, hint=N_("3 mo")),
        FieldSpec("volatile", N_("Changes often: to be confirmed"), FieldKind.TICK),
        FieldSpec("sensitive", N_("Sensitive: may hurt or shame"), FieldKind.TICK),
    ),
    "notes": NOTE_FIELDS,
    "avoid": (
        FieldSpec("text", N_("What must not happen"), FieldKind.LONG_TEXT),
        FieldSpec("rule", N_("Friction rule"), FieldKind.CHOICE, "rules"),
        FieldSpec("limit.value", N_("Limit"), FieldKind.NUMBER),
        FieldSpec("limit.unit", N_("Unit of the limit"), FieldKind.CHOICE, "limit-unit"),
        FieldSpec("scope.side", N_("Only on the side"), FieldKind.CHOICE, "side"),
        FieldSpec("scope.lane", N_("Only in the lane"), FieldKind.CHOICE, "lanes"),
        FieldSpec("scope.phase", N_("Only in the phase"), FieldKind.CHOICE, "phases"),
        FieldSpec("scope.persona", N_("Only for the persona"), FieldKind.CHOICE, "personas"),
        FieldSpec("scope.step", N_("Only at the step"), FieldKind.CHOICE, "steps"),
    ),
    "waivers": (
        FieldSpec("rule", N_("Friction rule"), FieldKind.CHOICE, "rules"),
        FieldSpec("step", N_("Step"), FieldKind.CHOICE, "steps"),
        FieldSpec("reason", N_("Reason"), FieldKind.CHOICE, "reason"),
        FieldSpec("text", N_("Why it is kept"), FieldKind.LONG_TEXT),
        FieldSpec("author", N_("Author"), FieldKind.TEXT),
        FieldSpec("date", N_("Date"), FieldKind.TEXT, hint=N_("2026-03-12")),
    ),
    "channels": (_NAME,),
    "thresholds": (
        FieldSpec("rule", N_("Friction rule"), FieldKind.CHOICE, "rules"),
        FieldSpec("name", N_("Which limit"), FieldKind.TEXT),
        FieldSpec("value", N_("Limit"), FieldKind.NUMBER),
        FieldSpec("unit", N_("Unit of the limit"), FieldKind.CHOICE, "limit-unit"),
        FieldSpec("source", N_("Source"), FieldKind.TEXT),
    ),
    "triage": (
        FieldSpec("state", N_("Decision"), FieldKind.CHIPS, "triage"),
        FieldSpec("rule", N_("Friction rule"), FieldKind.CHOICE, "rules"),
        FieldSpec("step", N_("Step"), FieldKind.CHOICE, "steps"),
        FieldSpec("persona", N_("Persona"), FieldKind.CHOICE, "personas"),
        FieldSpec("reason", N_("Reason"), FieldKind.LONG_TEXT),
        FieldSpec("author", N_("Author"), FieldKind.TEXT),
        FieldSpec("date", N_("Date"), FieldKind.TEXT, hint=N_("2026-03-12")),
    ),
}

LIST_TITLES: dict[str, str] = {
    "personas": N_("Personas"), "actors": N_("Actors"), "phases": N_("Phases"), "lanes": N_("Lanes"),
    "items": N_("Documents and data"), "notes": N_("Notes"), "avoid": N_("What must be avoided"),
    "waivers": N_("Frictions kept on purpose"), "channels": N_("More channels"),
    "thresholds": N_("Limits of its own"), "triage": N_("Findings decided about"),
}
