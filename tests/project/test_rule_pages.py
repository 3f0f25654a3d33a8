"""The pages of docs/rules say what the rules say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_rules", ROOT / "docs" / "make_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_rules"] = module
    spec.loader.exec_module(module)
    return module


def test_every_rule_has_its_page_in_both_languages_and_nothing_else_stands_there() -> None:
    made = maker().pages()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert sorted(kept) == sorted(made), "run: make translations"
    assert [name for name, text in made.items() if kept[name] != text] == [], "run: make translations"
