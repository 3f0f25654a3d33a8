"""The format of a workshop's script: prompts, minutes, which lanes are in sight, what is written.

That one engine of activities (prompt, who writes what, how long, which vote) serves every method follows from
comparing published agendas; no text of theirs is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis.blueprint.language import message
from visavis.blueprint.model import LaneKind, NoteKind
from visavis.blueprint.model.problems import WrongValue

# Dots that each person has, unless the script says otherwise: three to five is what facilitators give.
DOTS = 3
# Signs of a prompt that everybody in the room reads at one glance, in one line over the drawing.
MOST_PROMPT = 64


class Activity(BaseModel):
    """One part of a workshop. `prompt` is a text by language; `lanes` are the kinds that are asked for.

    `writes` is what people bring: steps, notes or votes are collected, `choices` are made from what was collected
    (the frictions are in sight then), and `nothing` is a welcome or a pause. One that `continues` the activity before
    has its number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Mapping[str, str]
    minutes: Annotated[int, Field(ge=1, le=240)]
    lanes: tuple[LaneKind, ...] = tuple(LaneKind)
    writes: Literal["steps", "notes", "votes", "choices", "nothing"] = "steps"
    note: NoteKind = NoteKind.IDEA
    dots: Annotated[int, Field(ge=1, le=50)] = DOTS
    continues: bool = False

    def prompt_in(self, language: str) -> str:
        """Return the prompt in a language, else in the first one there is."""
        return _text_in(self.prompt, language)


class Script(BaseModel):
    """A workshop: a title by language, and what is done one after the other.

    `name` tells scripts apart; that of a file is the file's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["visavis-workshop/1"]
    name: str = ""
    title: Mapping[str, str]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1, max_length=100)]

    def title_in(self, language: str) -> str:
        """Return the title in a language, else in the first one there is."""
        return _text_in(self.title, language)

    def numbers(self) -> tuple[int, ...]:
        """Return the number of each activity, from 1; 0 where nothing is written.

        What continues the activity before has the number of that one.
        """
        found: list[int] = []
        last = 0
        for activity in self.activities:
            counts = activity.writes != "nothing"
            last += counts and not (activity.continues and last > 0)
            found.append(last if counts else 0)
        return tuple(found)


def read_script(given: object, name: str = "") -> Script:
    """Return the script that a JSON text (or a script) is, under a name; without one, under its own or its title.

    Raises WrongValue, which says what is wrong and where.
    """
    from visavis.blueprint.editing.identifiers import slug

    if not isinstance(given, str | bytes | Script):
        raise WrongValue(message("'{name}' cannot be {value}", name="script", value=type(given).__name__))
    try:
        # What was a script already is made again: a class of its own may answer differently tomorrow.
        script = Script.model_validate_json(given if isinstance(given, str | bytes) else given.model_dump_json())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        location = ".".join(map(str, first["loc"])) or "script"
        raise WrongValue(message("workshop script, {place}: {reason}", place=location[:60],
                                 reason=first["msg"][:80])) from None
    known = name or script.name or slug(script.title_in("en"), (), "workshop")
    return script.model_copy(update={"name": known})


def _text_in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
