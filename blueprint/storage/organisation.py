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

from os.path import lexists
from pathlib import Path
from typing import Annotated

from pydantic import Field

from visavis.blueprint.model import LimitUnit
from visavis.blueprint.model.elements import Amount
from visavis.blueprint.storage.toml_files import TomlPart, read_toml

FILE_NAME = "visavis.toml"
# Statutory working hours of a full-time French public servant (Code général de la fonction publique, L611-2).
STATUTORY_HOURS = 1607


class Setting(TomlPart):
    """A threshold's value, its unit, and where the value comes from."""

    value: Amount
    unit: LimitUnit
    source: str


class RuleChoice(TomlPart):
    """Which rules blueprints are checked with: a named set, and some more or fewer."""

    set: str | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class ServiceSettings(TomlPart):
    """Figures about the organisation's work."""

    working_hours_per_year: Annotated[Amount, Field(ge=1)] = STATUTORY_HOURS


class Organisation(TomlPart):
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
    return read_toml(path, Organisation, 'set = "legal-fr"')


def organisation_of(blueprint: Path) -> Organisation:
    """Return the settings that apply to a file; the program's own where there is no `visavis.toml`."""
    path = organisation_file(blueprint)
    return load_organisation(path) if path is not None else Organisation()
