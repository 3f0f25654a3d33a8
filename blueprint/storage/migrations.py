"""Older formats are brought up to date on load; newer ones are refused and never overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from visavis.blueprint.language import message
from visavis.blueprint.model.document import FORMAT, FORMAT_NAME, FORMAT_VERSION, NEWEST_FORMAT, NEWEST_VERSION
from visavis.blueprint.model.problems import BlueprintError

Data = dict[str, Any]
# One function a version: MIGRATIONS[n] turns the data of version n into that of n + 1.
MIGRATIONS: dict[int, Callable[[Data], Data]] = {}


def migrate(data: Data) -> Data:
    """Return `data` in today's format, or raise BlueprintError when it is no blueprint or is from the future."""
    graph = data.get("graph")
    if not isinstance(graph, dict):
        raise BlueprintError(message("'graph' is missing; this is not a blueprint"))
    written = graph.get("format")
    found = re.fullmatch(rf"{FORMAT_NAME}/(\d{{1,6}})", written) if isinstance(written, str) else None
    if found is None:
        raise BlueprintError(message("its format is {format}, not '{expected}'; this is not a blueprint",
                                     format=repr(written)[:40], expected=FORMAT))
    version = int(found[1])
    if version > NEWEST_VERSION:
        raise BlueprintError(message("its format '{format}' is newer than this program, which reads '{expected}'; "
                                     "install a newer Vis-à-vis. The file was not touched",
                                     format=written, expected=NEWEST_FORMAT))
    while version < FORMAT_VERSION:
        if version not in MIGRATIONS:
            raise BlueprintError(message("its format '{format}' was never published", format=written))
        data = MIGRATIONS[version](data)
        version += 1
    if version < 1:
        raise BlueprintError(message("its format '{format}' was never published", format=written))
    return data
