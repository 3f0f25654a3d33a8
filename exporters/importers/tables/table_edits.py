"""Taking tables over into a document: what changed, what is new, and what is no longer there.

Lists that others name come before those that name them; what names elements of its own list (deputies, fallbacks) is
read when all of them are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from visavis.blueprint.editing import Identifiers
from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import MessageList, Quoted, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Element, Flow, FlowKind, Note, Step
from visavis.blueprint.model.document import flow_kind
from visavis.blueprint.model.validation import problems
from visavis.exporters.importers.tables.cell_reading import ChoiceReader, read_amount, text_of
from visavis.exporters.importers.tables.grid_sheets import GridRow
from visavis.exporters.importers.tables.known_tables import ELEMENTS, LISTS, KnownSheet
from visavis.exporters.importers.tables.record_edits import take_record
from visavis.exporters.importers.tables.row_ends import flow_ends, note_place_in
from visavis.exporters.importers.tables.row_reading import RowReader, TableEdits
from visavis.exporters.importers.tables.step_rows import StepPlaces, grow_lists, lead_on

# The order in which they are read.
_ORDER = ("channels", "actors", "phases", "lanes", "documents", "personas", "steps", "flows", "notes", "avoid",
          "waivers", "limits", "decisions")
# Fields that name elements of the same list.
_OWN = {"actors": ("deputy",), "steps": ("fallback",)}
# As the model has them.
LONGEST_ID = 200
_PREFIXES = {"steps": "s", "flows": "f", "notes": "n", "documents": "i", "personas": "p"}


def take_tables(document: BlueprintDocument, sheets: Sequence[KnownSheet], *, is_new: bool) -> TableEdits:
    """Return a document with what tables say; a new one is made of them alone. Raises BlueprintError."""
    edits = TableEdits(document)
    by_key = {sheet.key: sheet for sheet in sheets}
    for sheet in sheets:
        if sheet.key in ELEMENTS:
            _tell_strange(sheet, edits)
    if "record" in by_key:
        take_record(edits, by_key["record"], is_new=is_new, with_steps=False)
    before = edits.document if is_new else document
    for key in _ORDER:
        if key == "steps" and key in by_key:
            grow_lists(edits, by_key[key], frozenset(by_key), before, is_new=is_new)
            if is_new:
                before = edits.document
        if key in by_key:
            _TableTaker(edits, by_key[key], before, is_new=is_new).take()
        if key == "flows" and key not in by_key and "steps" in by_key:
            lead_on(edits, by_key["steps"], before)
    if "record" in by_key:
        take_record(edits, by_key["record"], is_new=is_new, with_steps=True)
    _finish(edits, document, is_new=is_new)
    return edits


def _finish(edits: TableEdits, before: BlueprintDocument, *, is_new: bool) -> None:
    """Let follow what follows from the rest; raises BlueprintError where no document can be made."""
    if not is_new:
        edits.document = _update_kinds(before, edits.document)
    elif edits.document.written_format != edits.document.head.format:
        head = edits.document.head.model_copy(update={"format": edits.document.written_format})
        edits.document = edits.document.replace(head=head)
    wrong = next(problems(edits.document), None)
    if wrong is not None:
        raise BlueprintError(message("these tables contradict each other: {place}: {fault}", place=wrong.location,
                                     fault=wrong.fault))


def _tell_strange(sheet: KnownSheet, edits: TableEdits) -> None:
    strange = [Quoted(text[:60]) for text in sheet.strange.values()]
    if strange:
        edits.told.append(message("sheet {sheet}: nothing is known of the columns {columns}; they were left out",
                                  sheet=Quoted(sheet.title[:60]), columns=MessageList(tuple(strange[:20]))))


class _TableTaker:
    """Takes the rows of one table over."""

    def __init__(self, edits: TableEdits, sheet: KnownSheet, before: BlueprintDocument, *, is_new: bool) -> None:
        self._edits, self._sheet, self._is_new = edits, sheet, is_new
        self._before = edits.document if is_new else before
        self._own = _OWN.get(sheet.key, ())
        self._identifiers = Identifiers(seed=0) if is_new else Identifiers()
        self._elements: dict[str, Any] = {one.id: one for one in _list(edits.document, sheet.key)}
        self._start = tuple(self._elements)
        self._rows: dict[str, GridRow] = {}
        self._words = ChoiceReader(edits.document, sheet.language)
        self._reader = self._make_reader()
        self._names = {} if "id" in sheet.places else _unique_names(self._elements.values())

    def take(self) -> None:
        """Read every row, then what rows say of each other, then their order and which are missing."""
        places = StepPlaces(self._edits.document)
        for row in self._sheet.rows:
            if not any(place in row.cells for place in self._sheet.places.values()):
                continue
            told = self._identity(row)
            known = self._elements.get(told) if told not in self._rows else None
            made: Any = self._change(row, known) if known is not None else self._make(row, told, places)
            if made is not None:
                self._elements[made.id] = made
                self._rows[made.id] = row
                if isinstance(made, Step):
                    places.follow(made)
        self._put()
        if self._own:
            self._read_own()
        self._order()
        gone = [name for name in self._start if name not in self._rows and not self._is_kept_back(name)]
        if gone and not self._is_new:
            self._edits.missing[self._sheet.key] = tuple(gone)

    def _identity(self, row: GridRow) -> str:
        """Return the identifier that a row has; without a column of them, that of the only element of its name."""
        told = " ".join(text_of(self._sheet.content(row, "id")).split())
        if told in self._rows:
            self._reader.tell(row, "id", message("an earlier row has this identifier; this one is taken as new"))
        if told or "id" in self._sheet.places:
            return told
        name = text_of(self._sheet.content(row, _name_key(self._sheet.key)))
        return self._names.get(" ".join(name.split()), "")

    def _change(self, row: GridRow, element: Element) -> Element:
        values = self._reader.changes(row, element, without=self._own) | self._more(row, element)
        return self._reader.change(row, element, values) if values else element

    def _make(self, row: GridRow, told: str, places: StepPlaces) -> Element | None:
        values = self._reader.changes(row, None, without=self._own) | self._more(row, None)
        kind = ELEMENTS[self._sheet.key]
        name = "key" if kind is Flow else "id"
        if kind is Step:
            values = places.place(values)
        if kind is Flow:
            if not {"source", "target"} <= values.keys():
                self._reader.tell_row(row, message("it does not say from which step to which; the row is left out"))
                return None
            document = self._edits.document
            steps = [document.step_by_id[values[end]] for end in ("source", "target")]
            values.setdefault("kind", flow_kind(document, *map(document.lane_of, steps)))
        return self._reader.make(row, {**values, name: self._new_id(told, values)})

    def _more(self, row: GridRow, element: Element | None) -> dict[str, Any]:
        """Return what a row says in columns that are no fields of people's."""
        document = self._edits.document
        if self._sheet.key == "flows":
            flow = element if isinstance(element, Flow) else None
            return flow_ends(self._reader, row, flow, document)
        if self._sheet.key == "notes":
            return note_place_in(self._reader, row, element if isinstance(element, Note) else None, document)
        cause = text_of(self._sheet.content(row, "cause"))
        return {"cause": cause} if cause and element is None and self._sheet.key == "decisions" else {}

    def _new_id(self, told: str, values: Mapping[str, Any]) -> str:
        if told and told not in self._elements and len(told) <= LONGEST_ID:
            return told
        prefix = _PREFIXES.get(self._sheet.key)
        if prefix is not None:
            return self._identifiers.new_id(prefix, self._elements)
        return slug(str(values.get("name", "")), self._elements, self._sheet.key)

    def _put(self) -> None:
        self._edits.document = _put_list(self._edits.document, self._sheet.key, self._elements.values())

    def _read_own(self) -> None:
        """Read the fields that name elements of this list, now that all are known."""
        self._words = ChoiceReader(self._edits.document, self._sheet.language)
        self._reader = self._make_reader()
        start = {one.id: one for one in _list(self._before, self._sheet.key)}
        for name, row in self._rows.items():
            values = self._reader.changes(row, start.get(name), only=self._own)
            if values:
                changed = self._reader.change(row, self._elements[name], values)
                if isinstance(changed, Step) and self._leads_back(changed):
                    self._reader.tell(row, "fallback", message("its fallback leads back to itself"))
                    continue
                self._elements[name] = changed
        self._put()

    def _leads_back(self, step: Step) -> bool:
        """Return whether a chain of fallbacks comes back to where it began."""
        here, seen = step, {step.id}
        while here.fallback is not None:
            if here.fallback in seen:
                return True
            seen.add(here.fallback)
            following = self._elements.get(here.fallback)
            if not isinstance(following, Step):
                return False
            here = following
        return False

    def _order(self) -> None:
        """Put the elements in the order that their numbers say; a new row without one follows the row above it."""
        if "position" not in self._sheet.places and not self._is_new:
            return
        ranks: dict[str, tuple[float, int, int]] = {name: (place, 0, 0) for place, name in enumerate(self._start, 1)}
        above = 0.0
        for number, (name, row) in enumerate(self._rows.items()):
            content = self._sheet.content(row, "position")
            try:
                told = read_amount(content, self._sheet.numbers)
            except BlueprintError as error:
                self._reader.tell(row, "position", error.message)
                told = None
            if told is None:
                told = ranks[name][0] if name in ranks else above
            above = float(told)
            ranks[name] = (above, int(name not in self._start), number)
        ordered = sorted(self._elements, key=lambda name: ranks[name])
        if ordered != list(self._elements):
            self._elements = {name: self._elements[name] for name in ordered}
            self._put()

    def _is_kept_back(self, name: str) -> bool:
        """Return whether an element was never exported: private notes stay in the house."""
        note = self._elements[name]
        return isinstance(note, Note) and note.private and "private" not in self._sheet.places

    def _make_reader(self) -> RowReader:
        return RowReader(self._sheet, ELEMENTS[self._sheet.key], self._before, self._words, self._edits.told.append)


def _list(document: BlueprintDocument, key: str) -> Sequence[Any]:
    if key in ("steps", "flows"):
        return document.steps if key == "steps" else document.flows
    return cast("Sequence[Any]", getattr(document.head, LISTS[key]))


def _put_list(document: BlueprintDocument, key: str, elements: Iterable[Element]) -> BlueprintDocument:
    """Return a document with other elements in one of its lists; itself where they are the same."""
    made = tuple(elements)
    if made == tuple(_list(document, key)):
        return document
    if key in ("steps", "flows"):
        return document.replace(**{key: made})
    return document.replace(head=change_element(document.head, {LISTS[key]: made}))


def _name_key(key: str) -> str:
    return {"steps": "title", "flows": "label", "notes": "text", "avoid": "text"}.get(key, "name")


def _unique_names(elements: Iterable[Any]) -> dict[str, str]:
    """Return the identifiers of elements by their names, of those that are alone of their name."""
    named = [(" ".join(str(getattr(one, field, "")).split()), one.id) for one in elements
             for field in ("title", "label", "text", "name") if field in type(one).model_fields]
    counted = Counter(name for name, _ in named)
    return {name: identifier for name, identifier in named if name and counted[name] == 1}


def _update_kinds(before: BlueprintDocument, after: BlueprintDocument) -> BlueprintDocument:
    """Return the document in which flows whose kind followed from their lanes have the one that follows now."""
    def follow(flow: Flow) -> Flow:
        known = before.flow_by_key.get(flow.key)
        if known is None or flow.kind is not known.kind or known.kind is not _derived_kind(before, known):
            return flow
        return change_element(flow, {"kind": _derived_kind(after, flow)})

    return _put_list(after, "flows", map(follow, after.flows))


def _derived_kind(document: BlueprintDocument, flow: Flow) -> FlowKind:
    source, target = (document.lane_of(document.step_by_id[end]) for end in (flow.source, flow.target))
    return flow_kind(document, source, target)
