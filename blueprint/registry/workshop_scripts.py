"""Scripts of workshops: those that ship or are plugged in, and the user's own: files in a folder of theirs."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry.plugin_discovery import plugins
from visavis.blueprint.registry.template_files import templates_folder
from visavis.blueprint.registry.workshop_format import DOTS, MOST_PROMPT, Activity, Script, read_script

__all__ = ["DOTS", "LARGEST", "MOST_PROMPT", "Activity", "Script", "own_workshops_folder", "workshops"]

# A script is a page of text; what is far larger is something else.
LARGEST = 1_000_000


def workshops() -> Mapping[str, Script]:
    """Return every script by name: those that ship or are plugged in, then the user's own as they are now.

    What is no script in the user's folder is passed over.
    """
    return {**plugins().workshops, **_own_workshops()}


def own_workshops_folder() -> Path | None:
    """Return the folder of the user's own scripts, beside that of their templates, where there may be one."""
    templates = templates_folder()
    return templates.with_name("workshops") if templates is not None else None


def _own_workshops() -> Mapping[str, Script]:
    folder = own_workshops_folder()
    found: dict[str, Script] = {}
    if folder is not None and folder.is_dir():
        for path in sorted(folder.glob("*.json")):
            with contextlib.suppress(OSError, WrongValue):
                if path.stat().st_size <= LARGEST:
                    found[path.stem] = read_script(path.read_bytes(), path.stem)
    return found
