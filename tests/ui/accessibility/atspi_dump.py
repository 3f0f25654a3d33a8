"""What a screen reader sees of the running window, as JSON: run by the system's Python, in a session of its own.

Arguments: the name of the application. Prints the canvas's name and, of each entry, name, role, description, focus.
"""

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found]  # the system's Python has it

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # as above  # noqa: E402 - the version is chosen first


def found(node: Any, role: str, depth: int = 0) -> Any:
    """Return the first node of a role that has entries, depth first."""
    if node is None or depth > 12:
        return None
    if node.get_role_name() == role and node.get_child_count() > 5:
        first = node.get_child_at_index(0)
        if first is not None and first.get_role_name() == "list item" and first.get_description():
            return node
    for index in range(node.get_child_count()):
        inner = found(node.get_child_at_index(index), role, depth + 1)
        if inner is not None:
            return inner
    return None


def main() -> int:
    """Wait for the window, then print its canvas."""
    until = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                canvas = found(desktop.get_child_at_index(index), "list")
            except Exception:  # noqa: BLE001 - an application that is still coming up answers badly
                canvas = None
            if canvas is not None:
                children = [canvas.get_child_at_index(place) for place in range(canvas.get_child_count())]
                entries = [child for child in children if child.get_role_name() == "list item"]
                headings = [strip.get_child_at_index(place).get_name() for strip in children if strip not in entries
                            for place in range(strip.get_child_count())]
                told = [{"name": entry.get_name(), "role": entry.get_role_name(), "description": entry.get_description(),
                         "focused": entry.get_state_set().contains(Atspi.StateType.FOCUSED)} for entry in entries]
                sys.stdout.write(json.dumps({"name": canvas.get_name(), "entries": told, "headings": headings}) + "\n")
                return 0
        time.sleep(0.2)
    return 1


sys.exit(main())
