"""What a window begins without: each is loaded when someone asks for it, after the first picture."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.benchmarks.starting import BEFORE, WHOLE

ROOT = Path(__file__).parents[2]
LATER = (
    "networkx", "numpy", "reportlab", "pikepdf", "fontTools", "visavis.blueprint.analysis.",
    "visavis.blueprint.editing.commands.", "visavis.blueprint.editing.capture.listing",
    "visavis.blueprint.editing.capture.times", "visavis.blueprint.editing.capture.tokens",
    "visavis.blueprint.registry.assessment", "visavis.blueprint.registry.plugin_discovery",
    "visavis.blueprint.remedies", "visavis.blueprint.layout.incremental.layout_update", "visavis.ui.canvas.subjects.",
    "visavis.ui.window.command_palette", "visavis.ui.features.exporting.export_dialog",
)


def test_the_first_picture_needs_no_rules_commands_or_plug_ins(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VISAVIS_SETTINGS": str(tmp_path / "settings.ini")}
    run = partial(subprocess.run, cwd=ROOT, env=environment, timeout=60, capture_output=True, text=True, check=True)
    # The very first window asks where to begin; this one is as on most days.
    run([sys.executable, "-c", BEFORE])
    # The analysis, which loads rules on its worker, begins once the picture is seen; a busy machine gets that far.
    waits = "import visavis.ui.kit.session\nvisavis.ui.kit.session.SETTLE_MILLISECONDS = 1_000_000\n"
    told = "import builtins, sys; print(builtins.__import__.__name__, *sys.modules, flush=True); os._exit(0)"
    importing, *loaded = run([sys.executable, "-c", waits + WHOLE.replace("os._exit(0)", told)]).stdout.split()
    assert "visavis.ui.window.main_window" in loaded
    assert not [name for name in loaded if name.startswith(LATER)]
    # PySide6's own would read the source of every module that is imported after it.
    assert importing != "__feature_import__"
