"""Scripts of workshops: prompts, minutes, which lanes are in sight, what is written; data, in French and English.

That one engine of activities (prompt, who writes what, how long, which vote) serves every method follows from
comparing published agendas; no text of theirs is used.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis import templates
from visavis.blueprint.model import LaneKind, NoteKind
from visavis.blueprint.registry.own_templates import templates_folder

SHIPPED = Path(templates.__file__).parent / "workshops"
# A script is a page of text; what is far larger is something else.
LARGEST = 1_000_000
# Dots that each person has, unless the script says otherwise: three to five is what facilitators give.
DOTS = 3


class Activity(BaseModel):
    """One part of a workshop. `prompt` is a text by language; `lanes` are the kinds that are not veiled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Mapping[str, str]
    minutes: Annotated[int, Field(ge=1, le=240)]
    lanes: tuple[LaneKind, ...] = tuple(LaneKind)
    writes: Literal["steps", "notes", "votes"] = "steps"
    note: NoteKind = NoteKind.IDEA
    dots: Annotated[int, Field(ge=1, le=50)] = DOTS

    def prompt_in(self, language: str) -> str:
        """Return the prompt in a language, else in the first one there is."""
        return _text_in(self.prompt, language)


class Script(BaseModel):
    """A workshop: a title by language, and what is done one after the other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["visavis-workshop/1"]
    title: Mapping[str, str]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1, max_length=100)]

    def title_in(self, language: str) -> str:
        """Return the title in a language, else in the first one there is."""
        return _text_in(self.title, language)


def workshops() -> Mapping[str, Script]:
    """Return every script by name: those that ship, then the user's own; what is no script is passed over."""
    found: dict[str, Script] = {}
    for folder in (SHIPPED, own_workshops_folder()):
        if folder is not None and folder.is_dir():
            for path in sorted(folder.glob("*.json")):
                with contextlib.suppress(OSError, ValidationError):
                    if path.stat().st_size <= LARGEST:
                        found[path.stem] = Script.model_validate_json(path.read_bytes())
    return found


def own_workshops_folder() -> Path | None:
    """Return the folder of the user's own scripts, beside that of their templates, where there may be one."""
    templates = templates_folder()
    return templates.with_name("workshops") if templates is not None else None


def _text_in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
