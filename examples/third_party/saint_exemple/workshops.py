"""A workshop script of one's own: a text in the format of the shipped ones (docs/plugins/workshops.md)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "scripts"

SCRIPTS = tuple(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json")))
