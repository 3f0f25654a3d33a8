"""Docstrings speak of what is there: a name in them that no code knows is one that was renamed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from docs.make_links import make_links
from tests.project.test_habits import trees

ROOT = Path(__file__).parents[2]
DOCSTRING = re.compile(r'""".*?"""', re.DOTALL)
NAME = re.compile(r"[A-Za-z_]\w*")
QUOTED = re.compile(r"`([a-z_]\w*)`")


def test_docstrings_name_only_what_code_knows() -> None:
    make_links()
    known: set[str] = set()
    for path, _ in trees():
        known |= {path.stem, path.parent.name}
        known |= set(NAME.findall(DOCSTRING.sub("", (ROOT / path).read_text(encoding="utf-8"))))
    stale = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                stale += [f"{path}:{getattr(node, 'lineno', 1)}: {name}"
                          for name in QUOTED.findall(ast.get_docstring(node) or "") if name not in known]
    assert not stale, "\n".join(stale)
