"""Schemas and shapes that others publish, as judges: they are no part of the project.

They are looked for where `VISAVIS_SCHEMAS` says, or beside the project in `shared/data/schemas`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def find_schema(name: str) -> Path:
    """Return the file of a schema; skip the test where it is absent."""
    beside = [parent / "shared" / "data" / "schemas" for parent in Path(__file__).parents]
    for folder in (Path(os.environ.get("VISAVIS_SCHEMAS", "")), *beside):
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"{name} is not here (VISAVIS_SCHEMAS names its folder)")
