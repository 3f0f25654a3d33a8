"""Scripts of workshops: those that ship or are plugged in, and the user's own: files in a folder of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from visavis.blueprint.language import Message, message
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry.plugin_discovery import plugins
from visavis.blueprint.registry.template_files import templates_folder
from visavis.blueprint.registry.workshop_format import DOTS, MOST_PROMPT, Activity, Script, read_script
from visavis.blueprint.storage.system_reasons import reason_of

__all__ = ["DOTS", "LARGEST", "MOST_PROMPT", "Activity", "OwnWorkshops", "Script", "own_workshops",
           "own_workshops_folder", "workshops"]

# A script is a page of text; what is far larger is something else.
LARGEST = 1_000_000
# TOML before the JSON of earlier versions: of two files of one name, the one that is edited now.
_ENDINGS = (".toml", ".json")


@dataclass(frozen=True, slots=True)
class OwnWorkshops:
    """The user's own scripts by name, and what is wrong with those files that are none, by their names."""

    scripts: Mapping[str, Script]
    faults: Mapping[str, Message]


def workshops() -> Mapping[str, Script]:
    """Return every script by name: those that ship or are plugged in, then the user's own as they are now."""
    return {**plugins().workshops, **own_workshops().scripts}


def own_workshops_folder() -> Path | None:
    """Return the folder of the user's own scripts, beside that of their templates, where there may be one."""
    templates = templates_folder()
    return templates.with_name("workshops") if templates is not None else None


def own_workshops() -> OwnWorkshops:
    """Return the scripts of the user's folder, and of each file that is none what is wrong, with its line."""
    folder = own_workshops_folder()
    scripts: dict[str, Script] = {}
    faults: dict[str, Message] = {}
    if folder is None or not folder.is_dir():
        return OwnWorkshops(scripts, faults)
    paths = sorted((path for path in folder.iterdir() if path.suffix in _ENDINGS),
                   key=lambda path: (path.stem, _ENDINGS.index(path.suffix)))
    for path in paths:
        try:
            script = _read_file(path)
        except WrongValue as error:
            faults[path.name] = error.message
        else:
            scripts.setdefault(path.stem, script)
    return OwnWorkshops(scripts, faults)


def _read_file(path: Path) -> Script:
    try:
        if path.stat().st_size > LARGEST:
            raise WrongValue(message("it is larger than anyone writes settings"))
        return read_script(path.read_bytes(), path.stem)
    except OSError as error:
        raise WrongValue(message("cannot be read ({reason})", reason=reason_of(error))) from None
