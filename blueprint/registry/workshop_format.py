"""The format of a workshop's script: prompts, minutes, which lanes are in sight, what is written.

That one engine of activities (prompt, who writes what, how long, which vote) serves every method follows from
comparing published agendas; no text of theirs is used. A script is a TOML file (`visavis-workshop/2`); the JSON files
of before (`visavis-workshop/1`) are read as well.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import LaneKind, NoteKind
from visavis.blueprint.model.problems import WrongValue

FORMAT = "visavis-workshop/2"
# Dots that each person has, unless the script says otherwise: three to five is what facilitators give.
DOTS = 3
# Signs of a prompt that everybody in the room reads at one glance, in one line over the drawing.
MOST_PROMPT = 64
# A line of such a file, shown to whoever wrote one that is no TOML.
EXAMPLE = 'prompt.fr = "Que fait l’usager ?"'
_Minutes = Annotated[int, Field(ge=1, le=240)]


class Activity(BaseModel):
    """One part of a workshop. `prompt` is a text by language; `lanes` are the kinds that are asked for.

    `writes` is what people bring: steps, notes or votes are collected, `choices` are made from what was collected
    (the frictions are in sight then), and `nothing` is a welcome or a pause; `moment` says which of them. After
    `minutes` of writing, `vote_minutes` are for dots, and `vote_prompt` says what they are given to. One that
    `continues` the activity before has its number.
    `facilitator` is what the one who leads the workshop says and does, a line each; the room does not see it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    title: Mapping[str, str] = Field(default_factory=dict)
    prompt: Mapping[str, str]
    minutes: _Minutes
    vote_minutes: _Minutes | None = None
    vote_prompt: Mapping[str, str] = Field(default_factory=dict)
    lanes: tuple[LaneKind, ...] = tuple(LaneKind)
    writes: Literal["steps", "notes", "votes", "choices", "nothing"] = "steps"
    note: NoteKind = NoteKind.IDEA
    dots: Annotated[int, Field(ge=1, le=50)] = DOTS
    continues: bool = False
    moment: Literal["welcome", "break", "end"] | None = None
    facilitator: Mapping[str, str] = Field(default_factory=dict)

    def prompt_in(self, language: str) -> str:
        """Return the prompt in a language, else in the first one there is."""
        return _text_in(self.prompt, language)

    def title_in(self, language: str) -> str:
        """Return what the activity is called; what is asked, where it has no title."""
        return _text_in(self.title, language) or self.prompt_in(language)

    def facilitator_lines(self, language: str) -> tuple[str, ...]:
        """Return what the facilitator says and does, line by line."""
        lines = _text_in(self.facilitator, language).splitlines()
        return tuple(text for line in lines if (text := line.strip().removeprefix("- ").strip()))

    @property
    def whole_minutes(self) -> int:
        """Minutes with those of its vote."""
        return self.minutes + (self.vote_minutes or 0)


class Script(BaseModel):
    """A workshop: a title by language, and what is done one after the other.

    `name` tells scripts apart; that of a file is the file's. `minutes` is how long all of it is to take.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    format: Literal["visavis-workshop/1", "visavis-workshop/2"]
    name: str = ""
    title: Mapping[str, str]
    summary: Mapping[str, str] = Field(default_factory=dict)
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    activities: Annotated[tuple[Activity, ...], Field(min_length=1, max_length=100)]

    @property
    def parts(self) -> tuple[Activity, ...]:
        """What is done one after the other, with a clock each: an activity that ends with a vote is two of them."""
        return tuple(part for activity in self.activities for part in _parts_of(activity))

    def title_in(self, language: str) -> str:
        """Return the title in a language, else in the first one there is."""
        return _text_in(self.title, language)

    def summary_in(self, language: str) -> str:
        """Return what it is for, in a language, else in the first one there is."""
        return _text_in(self.summary, language)

    def numbers(self) -> tuple[int, ...]:
        """Return the number of each part, from 1; 0 where nothing is written.

        What continues the part before has the number of that one.
        """
        found: list[int] = []
        last = 0
        for part in self.parts:
            counts = part.writes != "nothing"
            last += counts and not (part.continues and last > 0)
            found.append(last if counts else 0)
        return tuple(found)


def read_script(given: object, name: str = "") -> Script:
    """Return the script that a TOML or JSON text (or a script) is, under a name; else under its own or its title.

    Raises WrongValue, which says what is wrong and where: of TOML, the line and the activity.
    """
    from visavis.blueprint.editing.identifiers import slug

    if not isinstance(given, str | bytes | Script):
        raise WrongValue(message("'{name}' cannot be {value}", name="script", value=type(given).__name__))
    # What was a script already is made again: a class of its own may answer differently tomorrow.
    script = _read_text(given if isinstance(given, str | bytes) else given.model_dump_json())
    known = name or script.name or slug(script.title_in("en"), (), "workshop")
    return script.model_copy(update={"name": known, "format": FORMAT})


def _read_text(given: str | bytes) -> Script:
    try:
        text = given if isinstance(given, str) else given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongValue(message("byte {position} is not UTF-8 text", position=error.start)) from None
    if text.lstrip().startswith("{"):
        return _read_json(text)
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from visavis.blueprint.storage.toml_files import describe_syntax

        raise WrongValue(describe_syntax(str(error), EXAMPLE)) from None
    except ValueError:
        raise WrongValue(message("it is larger than anyone writes settings")) from None
    try:
        return Script.model_validate(found)
    except ValidationError as error:
        raise WrongValue(_describe_wrong(error, found, text)) from None


def _describe_wrong(error: ValidationError, found: Mapping[str, Any], text: str) -> Message:
    from visavis.blueprint.registry.workshop_lines import describe_place, find_line
    from visavis.blueprint.storage.toml_files import describe_strange_key
    from visavis.blueprint.storage.validation_messages import problems_of

    details = error.errors(include_url=False, include_input=False)
    # A key that is misspelled is a missing one, too: the line where it stands is told.
    strange = next((detail["loc"] for detail in details if detail["type"] == "extra_forbidden"), None)
    if strange is not None:
        model = Activity if len(strange) > 1 else Script
        return describe_place(find_line(text, strange), strange, describe_strange_key(str(strange[-1]),
                                                                                    list(model.model_fields)))
    place = details[0]["loc"]
    fault = problems_of(error, "graph", {"graph": found})[0].fault
    path = "".join(f"{part}." for part in place[:2]) if len(place) > 1 else ""
    values = {name: value.removeprefix(path) if isinstance(value, str) else value
              for name, value in fault.values.items()}
    return describe_place(find_line(text, place), place, replace(fault, values=values))


def _read_json(text: str) -> Script:
    try:
        return Script.model_validate(json.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        location = ".".join(map(str, first["loc"])) or "script"
        reason = first["msg"]
    except (ValueError, RecursionError) as error:
        location, reason = "script", str(error)
    raise WrongValue(message("workshop script, {place}: {reason}", place=location[:60], reason=reason[:80]))


def _parts_of(activity: Activity) -> Iterator[Activity]:
    if activity.vote_minutes is None:
        yield activity
        return
    yield activity.model_copy(update={"vote_minutes": None})
    yield activity.model_copy(update={"vote_minutes": None, "minutes": activity.vote_minutes, "writes": "votes",
                                      "prompt": activity.vote_prompt or activity.prompt, "continues": True})


def _text_in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
