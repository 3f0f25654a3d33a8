"""Imports that no type checker sees: in programs that tests run as strings, in the pages and in the build's scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for pattern in ("*.md", "docs/**/*.md", "docs/*.py", "tests/**/*.py", "examples/**/*.md",
                                    "Makefile", ".ci/*")
               for path in ROOT.glob(pattern) if path.is_file())
IMPORT = re.compile(r"\bfrom (visavis(?:\.\w+)*) import (\w+(?:, ?\w+)*)|\bimport (visavis(?:\.\w+)*)")
# A distribution of someone else's, which the pages tell how to write.
THEIRS = "our_town"


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the modules that a file imports somewhere, each with a name from it ("" where it is wanted whole)."""
    for match in IMPORT.finditer(path.read_text(encoding="utf-8")):
        for name in re.split(", ?", match[2]) if match[1] else [""]:
            yield match[1] or match[3], name


def is_there(module: str, name: str) -> bool:
    """Return whether a module can be imported and has a name, or a module of that name."""
    try:
        if find_spec(module) is None:
            return False
        return not name or hasattr(import_module(module), name) or find_spec(f"{module}.{name}") is not None
    except ModuleNotFoundError:
        return False


def test_every_import_that_is_written_somewhere_resolves() -> None:
    assert len(FILES) > 300
    wrong = {f"{path.relative_to(ROOT)}: {module} {name}" for path in FILES for module, name in written(path)
             if THEIRS not in module and not is_there(module, name)}
    assert not wrong


@pytest.mark.parametrize(("module", "name", "there"), [
    ("visavis", "load", True), ("visavis.blueprint.editing", "commands", True), ("visavis.blueprint.editing.commands", "", True),
    ("visavis.blueprint.editing", "pottery", False), ("visavis.blueprint.pottery.wheel", "", False),
    ("visavis.blueprint.editing.session", "pottery", False)])
def test_what_is_not_there_is_found_out(module: str, name: str, there: bool) -> None:
    assert is_there(module, name) == there
