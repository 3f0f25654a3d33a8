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
    "visavis.blueprint.registry.assessment", "visavis.blueprint.registry.plugin_discovery",
    "visavis.blueprint.remedies", "visavis.blueprint.layout.incremental.layout_update",
    # What an edit takes, what was typed, and what hands take hold of.
    "visavis.blueprint.editing.commands.", "visavis.blueprint.editing.capture.", "visavis.blueprint.editing.changes",
    "visavis.blueprint.editing.draft", "visavis.blueprint.editing.new_documents", "visavis.blueprint.editing.rules",
    "visavis.blueprint.editing.values", "visavis.ui.canvas.clipboard", "visavis.ui.canvas.edit_actions",
    "visavis.ui.canvas.overlays.capture_preview", "visavis.ui.canvas.subjects.", "visavis.ui.canvas.tools.add",
    "visavis.ui.canvas.tools.connect", "visavis.ui.canvas.tools.drag_", "visavis.ui.canvas.tools.drop",
    "visavis.ui.canvas.tools.marquee", "visavis.ui.canvas.tools.move", "visavis.ui.canvas.tools.pan",
    # What only paper shows, and what kits bring.
    "visavis.blueprint.drawing.blueprint.additions", "visavis.blueprint.drawing.blueprint.call_out_places",
    "visavis.blueprint.drawing.blueprint.flow_letters", "visavis.blueprint.drawing.blueprint.persona_tabs",
    "visavis.blueprint.drawing.blueprint.taken_places", "visavis.blueprint.drawing.blueprint.ways",
    "visavis.blueprint.drawing.brand", "visavis.blueprint.drawing.colour_spaces", "visavis.blueprint.drawing.excerpt",
    "visavis.blueprint.drawing.legend", "visavis.blueprint.drawing.outcome_pictogram",
    "visavis.blueprint.drawing.page_block", "visavis.blueprint.drawing.poster",
    "visavis.blueprint.text.font_files",
    # What is opened.
    "visavis.ui.features.exporting.", "visavis.ui.features.frictions.friction_body",
    "visavis.ui.features.frictions.friction_cells", "visavis.ui.features.frictions.friction_model",
    "visavis.ui.features.frictions.friction_table", "visavis.ui.features.inspector.several_steps",
    "visavis.ui.features.inspector.step_lines", "visavis.ui.features.inspector.step_notes",
    "visavis.ui.features.inspector.step_page", "visavis.ui.features.triage.finding_card",
    "visavis.ui.features.workshop.", "visavis.ui.fields.name_field", "visavis.ui.window.command_palette",
    "visavis.ui.window.dialogs", "visavis.ui.window.presentation",
)
# What PySide makes only of what is asked of it: of a viewport or a style of Qt's own it would make every kind.
UNASKED = ("QWizard", "QCalendarWidget", "QStyle", "QCommonStyle", "QColorDialog")


def test_the_first_picture_needs_no_rules_commands_or_plug_ins(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "VISAVIS_SETTINGS": str(tmp_path / "settings.ini")}
    run = partial(subprocess.run, cwd=ROOT, env=environment, timeout=60, capture_output=True, text=True, check=True)
    # The very first window asks where to begin; this one is as on most days.
    run([sys.executable, "-c", BEFORE])
    # The analysis, which loads rules on its worker, begins once the picture is seen; a busy machine gets that far.
    waits = "import visavis.ui.kit.session\nvisavis.ui.kit.session.SETTLE_MILLISECONDS = 1_000_000\n"
    told = ("import builtins, sys; made = ['made ' + name for name in vars(sys.modules['PySide6.QtWidgets'])]; "
            "print(builtins.__import__.__name__, *sys.modules, *made, sep='\\n', flush=True); os._exit(0)")
    importing, *loaded = run([sys.executable, "-c", waits + WHOLE.replace("os._exit(0)", told)]).stdout.splitlines()
    assert "visavis.ui.window.main_window" in loaded
    assert not [name for name in loaded if name.startswith(LATER)]
    assert "made QMainWindow" in loaded
    assert not [name for name in UNASKED if f"made {name}" in loaded]
    # PySide6's own would read the source of every module that is imported after it.
    assert importing != "__feature_import__"
