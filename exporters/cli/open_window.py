"""`visavis [FILE]`: the window is found by entry point, since it lives above the exporters."""

from __future__ import annotations

import sys

from visavis.blueprint.language import message, translator
from visavis.blueprint.registry import plugins
from visavis.exporters.cli.usage import EXIT_BAD_INPUT, interface_language


def open_window(file: str | None) -> int:
    """Open the application on a file (or its first screen) and return its exit status."""
    found = plugins()
    run = found.application()
    if run is not None:
        return run(file)
    tr = translator(interface_language())
    why = found.noticed[-1].describe() if found.noticed else message("this installation has no window")
    sys.stderr.write(f"visavis: {' '.join(tr(why).split())}\n")
    return EXIT_BAD_INPUT
