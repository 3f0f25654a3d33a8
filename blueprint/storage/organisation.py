"""What an organisation settles for all its blueprints: `visavis.toml`, beside the files or in a folder above them.

[rules]
set = "legal-fr"              # recommended when absent
add = ["tool-sprawl"]
drop = ["approval-toll"]

[thresholds.silent-wait]
wait = { value = 10, unit = "day", source = "Charter of 2026" }

[service]
working_hours_per_year = 1607
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from os.path import lexists
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.model import BlueprintError, LimitUnit
from visavis.blueprint.model.elements import Amount
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.validation_messages import problems_of

FILE_NAME = "visavis.toml"
# Statutory working hours of a full-time French public servant (Code général de la fonction publique, L611-2).
STATUTORY_HOURS = 1607


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Setting(_Part):
    """A threshold's value, its unit, and where the value comes from."""

    value: Amount
    unit: LimitUnit
    source: str


class RuleChoice(_Part):
    """Which rules blueprints are checked with: a named set, and some more or fewer."""

    set: str | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class ServiceSettings(_Part):
    """Figures about the organisation's work."""

    working_hours_per_year: Annotated[Amount, Field(ge=1)] = STATUTORY_HOURS


class Organisation(_Part):
    """What an organisation settles; `thresholds` by rule, then by the threshold's name."""

    rules: RuleChoice = Field(default_factory=RuleChoice)
    thresholds: dict[str, dict[str, Setting]] = Field(default_factory=dict)
    service: ServiceSettings = Field(default_factory=ServiceSettings)


def organisation_file(blueprint: Path) -> Path | None:
    """Return the `visavis.toml` that applies to a file: in its folder, or in the nearest folder above."""
    folder = blueprint.absolute().parent
    return next((path for above in (folder, *folder.parents) if lexists(path := above / FILE_NAME)), None)


def load_organisation(path: Path) -> Organisation:
    """Read a `visavis.toml`. Raises BlueprintError naming the file, the place in it and what is wrong."""
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        return Organisation.model_validate(found)
    except OSError as error:
        raise BlueprintError(message("{file}: cannot be read ({reason})", file=str(path),
                                     reason=reason_of(error))) from error
    except UnicodeDecodeError as error:
        raise BlueprintError(message("{file}: {fault}", file=str(path), fault=message(
            "byte {position} is not UTF-8 text", position=error.start))) from error
    except tomllib.TOMLDecodeError as error:
        raise BlueprintError(message("{file}: {fault}", file=str(path), fault=_not_toml(str(error)))) from error
    except ValidationError as error:
        raise BlueprintError(message("{file}: {fault}", file=str(path), fault=_fault(error, found))) from error


def _not_toml(said: str) -> Message:
    """Return where a text is not TOML; the reader says why in English only."""
    position = re.search(r"at line (\d+), column (\d+)", said)
    if position is None:
        return message("it ends too early: a value or a bracket is missing")
    return message("line {line}, column {column}: this is not TOML (texts go between quotes, as in {example})",
                   line=int(position[1]), column=int(position[2]), example='set = "legal-fr"')


def _fault(error: ValidationError, found: dict[str, Any]) -> Message:
    """Return the first mistake in words, with its place; a wrong key with those that there are, the nearest first."""
    wrong_keys = [detail for detail in error.errors(include_url=False, include_input=False)
                  if detail["type"] == "extra_forbidden"]
    if not wrong_keys:
        return problems_of(error, "graph", {"graph": found})[0].fault
    *path, key = (str(part) for part in wrong_keys[0]["loc"])
    known = list(_model_at(path).model_fields)
    close = get_close_matches(key, known, n=1)
    key_path, listed = ".".join((*path, key)), MessageList(tuple(known))
    if close:
        return message("'{place}' is not a setting; did you mean '{close}'? There are {listed}", place=key_path,
                       close=close[0], listed=listed)
    return message("'{place}' is not a setting; there are {listed}", place=key_path, listed=listed)


def _model_at(path: list[str]) -> type[_Part]:
    models: dict[str, type[_Part]] = {"rules": RuleChoice, "thresholds": Setting, "service": ServiceSettings}
    return models[path[0]] if path else Organisation


def organisation_of(blueprint: Path) -> Organisation:
    """Return the settings that apply to a file; the program's own where there is no `visavis.toml`."""
    path = organisation_file(blueprint)
    return load_organisation(path) if path is not None else Organisation()
