"""The glossary of the code names what is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`((?:blueprint|ui|exporters)\.[\w.]+)`", PAGE)))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_glossary_is_in_the_code(name: str) -> None:
    module, _, attribute = f"visavis.{name}".rpartition(".")
    try:
        import_module(f"visavis.{name}")
    except ModuleNotFoundError:
        assert hasattr(import_module(module), attribute), name


def test_every_row_has_its_french() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 40
    assert all(len(row.strip("|").split("|")) == 3 and row.strip("|").split("|")[2].strip() for row in rows)
