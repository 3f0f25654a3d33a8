"""The workshop scripts that ship, as any other distribution would give its own: a sequence of TOML texts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "workshops"
# In the order in which they are offered: the two whole sessions first, then single methods.
NAMES = ("as-is", "to-be", "personas", "rose-thorn-bud", "how-might-we", "one-two-four-all", "prioritise",
         "role-play")

SCRIPTS = tuple((FOLDER / f"{name}.toml").read_text(encoding="utf-8") for name in NAMES)
