"""Of whom a page about one persona is: the option that names them, and who that is.

It is no choice of what is exported (`--persona`): the page is of the whole blueprint, and has no extract's foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError, Persona
from visavis.blueprint.model.problems import describe_missing
from visavis.blueprint.registry import ExportJob, FormatOption

if TYPE_CHECKING:
    from visavis.blueprint.drawing import PageSet

LARGEST, ALL = "largest", "all"
PERSONA = FormatOption("about", message("About which persona"), (LARGEST, ALL), choice_titles={
    LARGEST: message("the one with the largest share"), ALL: message("each, on sheets of its own")}, is_open=True)


def chosen_personas(job: ExportJob) -> tuple[Persona | None, ...]:
    """Return the personas that were asked for, by id or name; None stands for whoever comes where there are none.

    A part of a blueprint that was chosen for one persona is theirs. Raises BlueprintError for a name nobody has.
    """
    personas = job.document.head.personas
    if job.excerpt is not None and len(job.excerpt.recorded.head.personas) == 1:
        own = job.excerpt.recorded.head.personas[0].id
        personas = tuple(each for each in personas if each.id == own) or personas
    asked = job.options.get("about", LARGEST).strip() or LARGEST
    if not personas:
        return (None,)
    found = [each for each in personas if asked == each.id or asked.casefold() == each.name.strip().casefold()]
    if found:
        return tuple(found[:1])
    if asked == ALL:
        return tuple(personas)
    if asked != LARGEST:
        raise BlueprintError(describe_missing(message("persona"), asked, {each.id: each.name for each in personas}))
    # Of two as large, the first.
    return (max(personas, key=lambda each: each.weight),)


def join_pages(made: Sequence[PageSet]) -> PageSet:
    """Return the sheets of several personas as one file; in the table in words each begins with the title."""
    if len(made) == 1:
        return made[0]
    pages = tuple(page for each in made for page in each.pages)
    tables = [(each.pages[0].drawing.title, each.table) for each in made if each.table is not None]
    if not tables:
        return replace(made[0], pages=pages)
    first = tables[0][1]
    rows = [row for title, table in tables
            for row in ((title, *("—" for _ in table.columns[1:])), *table.rows)]
    return replace(made[0], pages=pages, table=replace(first, rows=tuple(rows)))
