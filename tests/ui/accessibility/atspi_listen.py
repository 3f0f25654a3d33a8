"""What is announced to a screen reader, a JSON line each: run by the system's Python until its time is over."""

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found]  # the system's Python has it

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # as above  # noqa: E402 - the version first


def hear(event: Any) -> None:
    """Write what was said."""
    sys.stdout.write(json.dumps({"type": event.type, "said": str(event.any_data)}) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Listen for so many seconds."""
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    listener.register("object:announcement")
    context, until = GLib.MainContext.default(), time.monotonic() + float(sys.argv[1])
    while time.monotonic() < until:
        context.iteration(False)
        time.sleep(0.01)


main()
