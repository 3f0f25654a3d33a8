"""A list or a table of steps as a text: one line a step, as it would be pasted into the window."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LaneKind
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.model.words import LANE_KINDS as LANE_WORDS
from visavis.blueprint.registry import FormatOption, as_written

if TYPE_CHECKING:
    from visavis.blueprint.editing import Answers, Command, Listing

# The answers of the options `unit` and `lanes` with which what is open is refused.
REFUSE = "no"
# What is asked of a new blueprint only.
OF_NEW = frozenset({"title", "language"})
# A table of two thousand rows, the most that is read, is far smaller.
LARGEST = 20_000_000
# What people choose, and the unit as the reader of times knows it; "" holds no times.
_UNITS = {"min": "min", "h": "h", "d": "j", "working-days": "jours ouvrés", "text": ""}
_LANES = tuple(facts.kind for facts in LANE_KINDS.values() if not facts.is_evidence)
_NAMES = 8


class ListingImporter:
    """Makes a blueprint of a list or a table; what would be asked of who pastes it is asked by its options."""

    name = "listing"
    title: Message = message("List or table of steps (text)")
    purpose: Message = message("One step per line, from a word processor or a spreadsheet: what you have already "
                               "written.")
    suffixes = (".txt", ".tsv", ".md")
    options = (
        FormatOption("title", message("Title of the blueprint (otherwise the name of the file)")),
        FormatOption("language", message("Language of the text"), ("fr", "en"), choice_titles={
            "fr": as_written("Français"), "en": as_written("English")}),
        FormatOption("unit", message("Times without a unit are in"), (REFUSE, *_UNITS), choice_titles={
            REFUSE: message("not known: such a table is refused"), "min": message("minutes"), "h": message("hours"),
            "d": message("days"), "working-days": message("working days"),
            "text": message("no unit: they are not times, and stay in the details")}),
        FormatOption("lanes", message("Names without a lane get a new lane of this kind"),
                     (REFUSE, *(kind.value for kind in _LANES)), choice_titles={
            REFUSE: message("none: such a table is refused"),
            **{kind.value: Message(LANE_WORDS[kind].label) for kind in _LANES}}),
    )

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return a new blueprint of the steps; raise BlueprintError where there are none, or something is open."""
        blank = blank_document(options)
        begin = (_citizen(blank), blank.head.phases[0].id, 0)
        made, listing = self._add_steps(blank, decode_text(content), options, begin)
        return _drop_empty_phases(made, listing)

    def losses(self, content: bytes, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield what was not understood, with its line and what becomes of it."""
        yield from _describe_unread(blank_document(options), decode_text(content), options)

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]]:
        """Return a blueprint with the steps after its own, and what was not understood; raise as `read` does."""
        text = decode_text(content)
        phase = document.head.phases[-1].id
        cell = (_citizen(document), phase, document.columns_of_phase[phase] if document.steps else 0)
        made, _ = self._add_steps(document, text, options, cell)
        return made, tuple(_describe_unread(document, text, options))

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> tuple[FormatOption, ...]:
        """Return what is asked; a list that goes into a blueprint has no title or language of its own."""
        del content
        if document is None:
            return self.options
        return tuple(option for option in self.options if option.name not in OF_NEW)

    def _add_steps(self, document: BlueprintDocument, text: str, options: Mapping[str, str],
                   cell: tuple[str, str, int]) -> tuple[BlueprintDocument, Listing]:
        from visavis.blueprint.editing import EditSession, read_paste
        from visavis.blueprint.editing.commands import AddListedSteps, CompositeCommand

        listing = read_paste(text, document)
        if not listing.steps:
            raise BlueprintError(message("there is no step in this text; a list has one step per line"))
        self._refuse_open(listing, options)
        lanes, fresh = _new_lanes(listing, document, options)
        answered = read_paste(text, document, _answers(listing, options, lanes))
        steps = AddListedSteps(answered.lines, cell)
        session = EditSession(document)
        session.do(CompositeCommand(steps.caption, (*fresh, steps)))
        return session.document, answered

    def _refuse_open(self, listing: Listing, options: Mapping[str, str]) -> None:
        """Raise BlueprintError where the text leaves open what no option answers."""
        titles = {option.name: option.title for option in self.options}
        if listing.units and options.get("unit", REFUSE) == REFUSE:
            asked = listing.units[0]
            raise BlueprintError(message(
                "{column} has numbers without a unit ({examples}); choose it under “{option}” (--unit)",
                column=Quoted(asked.heading[:60]), examples=MessageList(asked.examples), option=titles["unit"]))
        names = [Quoted(asked.name[:60]) for asked in listing.lanes if asked.name]
        if listing.lanes and options.get("lanes", REFUSE) == REFUSE:
            rest = len(listing.lanes) - _NAMES
            names_shown = (*names[:_NAMES], *(["…"] if rest > 0 else []))
            if not names_shown:
                names_shown = (message("the rows that name nobody"),)
            raise BlueprintError(message(
                "there is no lane for {listed}; choose a kind of lane under “{option}” (--lanes)",
                listed=MessageList(names_shown), option=titles["lanes"]))


LISTING = ListingImporter()


def decode_text(content: bytes) -> str:
    """Return a text file's text: in UTF-8 or UTF-16 as its first bytes say, else as Windows writes French.

    Raises BlueprintError for what is no text.
    """
    if len(content) > LARGEST:
        raise BlueprintError(message("this file is too large to be a list of steps"))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise BlueprintError(message("this file is not text; save the list as a text file, or the table as CSV"))
    return text


def blank_document(options: Mapping[str, str]) -> BlueprintDocument:
    """Return the template without steps in the language of the text, with the title that was given."""
    from visavis.blueprint.storage import decode
    from visavis.templates.catalogue import TEMPLATES

    template = next(template for template in TEMPLATES if template.name == "blank")
    document = decode(template.content(options.get("language", "fr")))
    title = " ".join(options.get("title", "").split())
    return document.replace(head=document.head.model_copy(update={"title": title}))


def _citizen(document: BlueprintDocument) -> str:
    """Return the citizen's first lane; in a drawing that has none, the first lane."""
    lanes = document.head.lanes
    return next((lane.id for lane in lanes if lane.kind is LaneKind.CITIZEN), lanes[0].id)


def _describe_unread(document: BlueprintDocument, text: str, options: Mapping[str, str]) -> Iterator[Message]:
    """Yield what of a text is not understood beside the lanes and phases of a document."""
    from visavis.blueprint.editing import read_paste

    answers = _answers(read_paste(text, document), options, {})
    for unread in read_paste(text, document, answers).unread:
        if unread.line:
            yield message("line {number}, {words}: {outcome}", number=unread.line, words=Quoted(unread.text[:60]),
                          outcome=unread.outcome)
        elif unread.text:
            yield message("{words}: {outcome}", words=Quoted(unread.text[:60]), outcome=unread.outcome)
        else:
            yield unread.outcome


def _new_lanes(listing: Listing, blank: BlueprintDocument,
               options: Mapping[str, str]) -> tuple[Mapping[str, str], list[Command]]:
    """Return the lane of each name that none has, and the commands that add those lanes.

    Rows that name nobody go to the first lane of the kind.
    """
    from visavis.blueprint.editing.commands import AddLane
    from visavis.blueprint.editing.identifiers import slug
    from visavis.blueprint.language.folded_words import fold_text

    lanes: dict[str, str] = {}
    fresh: list[Command] = []
    for asked in listing.lanes:
        kind = LaneKind(options["lanes"])
        if asked.name:
            name = slug(asked.name, {*blank.lane_by_id, *lanes.values()}, "lane")
            fresh.append(AddLane(id=name, name=asked.name, kind=kind))
        else:
            name = next((lane.id for lane in blank.head.lanes if lane.kind is kind), "")
            if not name:
                name = slug(kind.value, {*blank.lane_by_id, *lanes.values()}, "lane")
                fresh.append(AddLane(id=name, kind=kind))
        lanes[fold_text(asked.name)] = name
    return lanes, fresh


def _answers(listing: Listing, options: Mapping[str, str], lanes: Mapping[str, str]) -> Answers:
    from visavis.blueprint.editing import Answers

    unit = options.get("unit", REFUSE)
    units = {asked.column: _UNITS[unit] for asked in listing.units} if unit in _UNITS else {}
    return Answers(units, lanes)


def _drop_empty_phases(document: BlueprintDocument, listing: Listing) -> BlueprintDocument:
    """Return the document with the phases that the text names; where it names none, with those of the template."""
    if not any(line.phase for line in listing.lines):
        return document
    used = {step.phase for step in document.steps}
    phases = tuple(phase for phase in document.head.phases if phase.id in used)
    return document.replace(head=document.head.model_copy(update={"phases": phases}))
