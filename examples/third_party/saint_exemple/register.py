"""An import format of one's own: the town's register of procedures becomes the beginning of a blueprint."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

import visavis
from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LaneKind
from visavis.blueprint.registry import FormatOption
from visavis.blueprint.storage import decode
from visavis.templates.catalogue import TEMPLATES

from .french import TRANSLATIONS

HEADINGS = ("office", "step", "minutes")


class Register:
    """Reads lines of `office;step;minutes`. `translations` is the French of every sentence here."""

    name = "saint-exemple-register"
    title: Message = message("Register of procedures (CSV)")
    purpose: Message = message("The town's own register: one line a step, with the office and the minutes.")
    suffixes = (".register.csv",)
    options = (FormatOption("lane", message("Where the offices work"), ("frontstage", "backstage"), choice_titles={
        "frontstage": message("in front of people"), "backstage": message("behind the scenes")}),)
    translations = TRANSLATIONS

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return a blueprint without a title, which gets the file's; raise BlueprintError for another file."""
        from visavis.blueprint.editing.commands import AddNextStep, AddStep

        blank = decode(TEMPLATES[0].content("fr"))
        session = visavis.edit(blank.replace(head=blank.head.model_copy(update={"title": ""})))
        lane = next(lane for lane in blank.head.lanes if lane.kind is LaneKind(options["lane"]))
        for _, row in _rows(content):
            if not row["step"]:
                continue
            fields = {"unit": row["office"] or None}
            if row["minutes"].isdigit():
                fields["work"] = f"PT{row['minutes']}M"
            before = session.document.steps
            session.do(AddNextStep(before[-1].id, row["step"], fields=fields) if before else
                       AddStep((lane.id, blank.head.phases[0].id, 0), row["step"], fields=fields))
        return session.document

    def losses(self, content: bytes, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield the lines that say less than they should."""
        del options
        for number, row in _rows(content):
            if not row["step"]:
                yield message("line {number} has no step", number=number)
            elif row["minutes"] and not row["minutes"].isdigit():
                yield message("line {number}: '{minutes}' is no number of minutes", number=number,
                              minutes=row["minutes"])


REGISTER = Register()


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace")), delimiter=";"))
    if not lines or tuple(lines[0]) != HEADINGS:
        raise BlueprintError(message("this is no register: its first line must be {headings}",
                                     headings=";".join(HEADINGS)))
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line] + [""] * len(HEADINGS)
        yield number, dict(zip(HEADINGS, cells, strict=False))
