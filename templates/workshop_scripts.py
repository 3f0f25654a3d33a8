"""The workshop scripts that ship, as any other distribution would give its own: a sequence of JSON texts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "workshops"

SCRIPTS = tuple(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json")))
