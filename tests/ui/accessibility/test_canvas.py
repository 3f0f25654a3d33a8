"""Screen readers: every step in reading order with its words, in this process and as another one sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.ui.canvas.conftest import Hands, hands, look, open_canvas, told_as  # noqa: F401 - fixtures
from visavis.blueprint.editing.commands import AddStep, RemoveElements

ROOT = Path(__file__).parents[3]
PYTHON = "/usr/bin/python3"
LACKING = [tool for tool in ("xvfb-run", "xauth", "dbus-run-session") if shutil.which(tool) is None]


def sees_bus() -> bool:
    """Return whether the system's Python can ask the accessibility bus."""
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return Path(PYTHON).exists() and subprocess.run([PYTHON, "-c", code], capture_output=True, check=False).returncode == 0


def interface(hands: Hands) -> QAccessibleInterface:  # noqa: F811 - the fixture
    return QAccessible.queryAccessibleInterface(hands.view)


def step_of(entry: QAccessibleInterface) -> str:
    thing: Any = entry.object()
    return str(thing.step)


def test_the_canvas_is_a_list_of_its_steps_in_reading_order(hands: Hands) -> None:  # noqa: F811
    canvas = interface(hands)
    assert canvas.role() == QAccessible.Role.List
    assert canvas.text(QAccessible.Text.Name) == told_as("Blueprint: Essai", "Blueprint\u00a0: Essai")
    names = [canvas.child(place).text(QAccessible.Text.Name) for place in range(canvas.childCount())]
    assert names == ["Apprend", "Appelle", "Oriente", "Attend", told_as("Lanes", "Couloirs"), "Phases"]
    assert [canvas.indexOfChild(canvas.child(place)) for place in range(4)] == [0, 1, 2, 3]
    assert canvas.child(6) is None
    assert canvas.child(0).parent().object() is hands.view


def test_a_step_says_where_it_is_and_where_one_comes_from_and_goes(hands: Hands) -> None:  # noqa: F811
    told = interface(hands).child(1).text(QAccessible.Text.Description)
    assert told_as("Appelle. Usager, phase S’informer, column 2.", "Appelle. Usager, phase S’informer, colonne 2.") in told
    assert told_as("from Apprend", "depuis Apprend") in told
    assert told_as("to Oriente", "vers Oriente") in told
    assert "À qui demander ?" in told.replace("\u202f", " ")


def test_focus_selection_and_place_follow(hands: Hands) -> None:  # noqa: F811
    canvas = interface(hands)
    hands.click(hands.at_step("calls"))
    states = [canvas.child(place).state() for place in range(4)]
    assert [state.focused for state in states] == [False, True, False, False]
    assert [state.selected for state in states] == [False, True, False, False]
    assert step_of(canvas.focusChild()) == "calls"
    middle = hands.view.viewport().mapToGlobal(hands.at_step("waits"))
    assert canvas.child(3).rect().contains(middle)
    assert step_of(canvas.childAt(middle.x(), middle.y())) == "waits"
    corner = hands.view.viewport().mapToGlobal(QPoint(1, 1))
    assert canvas.childAt(corner.x(), corner.y()) is None
    hands.press(Qt.Key.Key_Down)
    assert step_of(canvas.focusChild()) == "guides"


def test_steps_that_come_and_go_are_followed(hands: Hands) -> None:  # noqa: F811
    canvas = interface(hands)
    gone = canvas.child(1)
    hands.view.bridge.do(RemoveElements(("calls",)))
    assert not gone.isValid()
    assert gone.text(QAccessible.Text.Name) == ""
    assert canvas.childCount() == 3 + 2
    hands.view.bridge.do(AddStep(("user", "ask", 4), ""))
    names = [canvas.child(place).text(QAccessible.Text.Name) for place in range(canvas.childCount())]
    assert told_as("Step without a title", "Étape sans titre") in names


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING) or not sees_bus(), reason="xvfb, xauth, dbus, at-spi2-core and gir1.2-atspi-2.0 are not installed")
@pytest.mark.parametrize(("language", "example", "word"), [
    ("fr", "apa-a-domicile", "Supports, phase S’informer, colonne 1."), ("en", "home-care-allowance", ", column 1.")])
def test_another_process_reads_every_step_in_reading_order(tmp_path: Path, language: str, example: str, word: str) -> None:
    # A copy: the window is killed, and would leave its lock beside the shipped file.
    path = tmp_path / f"{example}.blueprint.json"
    shutil.copy(ROOT / "examples" / path.name, path)
    settings = tmp_path / "settings.ini"
    settings.write_text(f"[General]\nlanguage={language}\n", encoding="utf-8")
    script = (f'"{sys.executable}" -m visavis.exporters.cli "{path}" & P=$!; '
              f'"{PYTHON}" tests/ui/accessibility/atspi_dump.py 30; R=$?; kill $P; exit $R')
    clean = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "DISPLAY")}
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", "bash", "-c", script], cwd=ROOT, capture_output=True, text=True,
        timeout=90, check=False, env={**clean, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                                      "VISAVIS_SETTINGS": str(settings)})
    seen = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert seen, done.stderr[-2000:]
    told = json.loads(seen[0])
    from visavis.blueprint.drawing.blueprint.compose import cards_in_reading_order
    from visavis.blueprint.layout import lay_out
    from visavis.blueprint.storage import load

    document = load(path).document
    order = [document.step_by_id[place.step].title for place in cards_in_reading_order(document, lay_out(document))]
    assert [entry["name"] for entry in told["entries"]] == order
    assert len(order) == len(document.steps)
    assert {entry["role"] for entry in told["entries"]} == {"list item"}
    said = " · ".join(told["headings"])
    assert document.head.lanes[0].name in said
    assert document.head.phases[0].name in said
    assert word in told["entries"][0]["description"]
    assert all(entry["description"] for entry in told["entries"])
