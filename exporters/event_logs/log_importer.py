"""Records of real cases, taken into the blueprint whose journey they tell: its times and shares become measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Count, Message, Quoted, Share, message, plural, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import FormatOption, as_written

if TYPE_CHECKING:
    from visavis.blueprint.analysis.observed.activities import ActivityMap
    from visavis.blueprint.analysis.observed.observed_journeys import ObservedJourneys

# What the option of an activity is called before its name; and the value of one that is no step.
STEP_OF = "step of "
NO_STEP = "-"
# Of a log of more activities than anyone goes through, the most frequent are asked about.
_MOST_ASKED, _LETTERS = 60, 80
# Of deviations and of activities without a step, so many are told.
_MOST_TOLD = 20
_COLUMNS: Mapping[str, Message] = {
    "case": message("Column of the case"), "activity": message("Column of the activity"),
    "time": message("Column of the moment"), "start": message("Column of the beginning, where there is one"),
}
_ROLES = {"case": "case", "activity": "activity", "time": "ended", "start": "begun"}


class EventLogImporter:
    """Replays a log on the open blueprint; which activity is which step is found by its title, or chosen."""

    name = "event-log"
    title: Message = message("Records of real cases (event log)")
    purpose: Message = message("What your case-handling program recorded, as CSV or XES: measured times, visits and "
                               "shares in place of assumed ones, and where cases left the drawing.")
    suffixes = (".xes", ".xes.gz", ".log.csv", ".csv.gz")
    options = tuple(FormatOption(name, title) for name, title in _COLUMNS.items())
    needs_document = True

    def recognises(self, content: bytes) -> bool:
        """Return whether a file is XES, or a table with columns for cases, activities and moments."""
        from visavis.exporters.event_logs.log_columns import is_log_header
        from visavis.exporters.event_logs.read_log import is_xes, read_log_header

        return is_xes(content) or is_log_header(read_log_header(content))

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> Iterator[FormatOption]:
        """Yield which column is what, and which step each activity is, as this log and this blueprint have them."""
        from visavis.exporters.event_logs.log_columns import guess_columns
        from visavis.exporters.event_logs.read_log import read_log_header

        header = list(dict.fromkeys(filter(None, read_log_header(content))))
        guessed = guess_columns(header)
        if header:
            for name, title in _COLUMNS.items():
                found = guessed.get(_ROLES[name], "")
                choices = tuple(dict.fromkeys((found, *header) if name != "start" else (found, "", *header)))
                yield FormatOption(name, title, choices, choice_titles={
                    "": message("not in this table") if name == "start" else message("choose it"),
                    **{one: as_written(one[:_LETTERS]) for one in header}})
        if document is not None and (not header or {"case", "activity", "ended"} <= guessed.keys()):
            yield from _activity_options(document, _count_activities(content, {}))

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Raise BlueprintError: a log makes no blueprint of its own."""
        del content, options
        raise BlueprintError(message("a log of cases tells of a blueprint that there is: open it first, or name it "
                                     "with --into"))

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]]:
        """Return the blueprint with what was measured, and what the log says that the drawing does not.

        Raises BlueprintError for what is no log, and for one of which no activity is a step.
        """
        from visavis.blueprint.analysis.observed.observed_document import apply_observed
        from visavis.blueprint.analysis.observed.replay import replay
        from visavis.exporters.event_logs.read_log import open_log_content

        skipped: list[int] = []
        with open_log_content(content, _said_columns(options), skipped) as events:
            observed = replay(document, events, _said_steps(options))
        if not observed.cases:
            raise BlueprintError(message("no activity of this log is known as a step; choose which step each one is"))
        return apply_observed(document, observed, translator(document.head.language)), tuple(
            _describe(document, observed, skipped))


EVENT_LOG = EventLogImporter()


def _said_columns(options: Mapping[str, str]) -> dict[str, str]:
    return {role: options[name] for name, role in _ROLES.items() if options.get(name, "").strip()}


def _said_steps(options: Mapping[str, str]) -> dict[str, str]:
    said = {name.removeprefix(STEP_OF): step for name, step in options.items() if name.startswith(STEP_OF) and step}
    return {activity: "" if step == NO_STEP else step for activity, step in said.items()}


def _count_activities(content: bytes, said: Mapping[str, str]) -> Counter[str]:
    from visavis.exporters.event_logs.read_log import open_log_content

    with open_log_content(content, said, []) as events:
        return Counter(event.activity for event in events if not event.is_beginning)


def _activity_options(document: BlueprintDocument, activities: Counter[str]) -> Iterator[FormatOption]:
    from visavis.blueprint.analysis.observed.activities import map_activities

    mapped = map_activities(activities, document)
    titles = _step_titles(document)
    for activity, count in activities.most_common(_MOST_ASKED):
        step, like = mapped.steps.get(activity, ""), mapped.proposed.get(activity, "")
        # What is known by its title is that step, or none; of the rest nothing is taken unasked.
        choices = dict.fromkeys((step, *([like] if like else []), NO_STEP, *titles))
        title = plural("{activity} ({count} event)", "{activity} ({count} events)", count,
                       activity=" ".join(activity.split())[:_LETTERS])
        yield FormatOption(STEP_OF + activity, title, tuple(choices), choice_titles={
            **titles, NO_STEP: message("no step"), "": _describe_open(mapped, activity, titles)})


def _describe_open(mapped: ActivityMap, activity: str, titles: Mapping[str, Message]) -> Message:
    like = mapped.proposed.get(activity)
    if like is None:
        return message("not known; left out")
    return message("not known; perhaps {title}", title=titles[like])


def _step_titles(document: BlueprintDocument) -> Mapping[str, Message]:
    """Return what each step is called in a list; steps of one title are told apart by their ids."""
    counted = Counter(step.title for step in document.steps)
    found = {}
    for step in document.steps:
        title = " ".join(step.title.split())[:_LETTERS]
        is_one = counted[step.title] == 1 and title
        found[step.id] = as_written(title) if is_one else message("{title} ({id})", title=title, id=step.id)
    return found


def _describe(document: BlueprintDocument, observed: ObservedJourneys, skipped: list[int]) -> Iterator[Message]:
    """Yield what is to be known of the log before its numbers are taken: how it fits the drawing."""
    from visavis.blueprint.analysis.observed.deviations import describe_deviation

    if skipped:
        yield plural("line {line} is no event and was left out",
                     "{count} lines are no events and were left out, the first is line {line}", len(skipped),
                     line=skipped[0])
    for activity, count in list(observed.unmapped.items())[:_MOST_TOLD]:
        yield plural("{activity}: no step is known for it ({count} event left out)",
                     "{activity}: no step is known for it ({count} events left out)", count,
                     activity=Quoted(" ".join(activity.split())[:_LETTERS]))
    yield message("entirely as drawn: {cases} of {all} cases ({share})", cases=Count(observed.as_drawn),
                  all=Count(observed.cases), share=Share(observed.as_drawn / observed.cases))
    for deviation in observed.deviations[:_MOST_TOLD]:
        share = Share(deviation.cases / observed.cases)
        yield message("{cases} ({share}): {deviation}", cases=Count(deviation.cases), share=share,
                      deviation=describe_deviation(deviation, document))
