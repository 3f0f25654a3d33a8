"""The mutants of the friction rules, made from their source: every rule turned off, every comparison flipped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.mutants.patches import Mutant

RULES = "blueprint/analysis/frictions/rules"
# What several rules compare with, in a module of its own.
SHARED = ("blueprint/analysis/frictions/repeated_loops.py",)
TESTS = ("tests/analysis/rules", "tests/analysis/comparison", "tests/analysis/test_judgements.py",
         "tests/analysis/test_partly_timed.py")
FLIPPED: dict[type[ast.cmpop], str] = {ast.Gt: "<=", ast.GtE: "<", ast.Lt: ">=", ast.LtE: ">"}


def rule_mutants(root: Path) -> Iterator[Mutant]:
    """Yield the mutants of every rule module below a root, and of what rules share; each replaces a whole module."""
    for module in sorted([*(root / RULES).glob("*.py"), *(root / name for name in SHARED)]):
        source = module.read_text(encoding="utf-8")
        for wrong, text in _wrongs(source):
            yield Mutant(wrong, module.relative_to(root).as_posix(), source, text, TESTS)


def _wrongs(source: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each mutant of a module, and its text."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == "assess":
            first = node.body[1] if isinstance(node.body[0], ast.Expr) else node.body[0]
            off = [*lines[:first.lineno - 1], f"{' ' * first.col_offset}return []", *lines[first.lineno - 1:]]
            yield f"line {node.lineno}: the rule is off", "\n".join(off)
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in FLIPPED:
            whole, left = ast.get_source_segment(source, node), ast.get_source_segment(source, node.left)
            right = ast.get_source_segment(source, node.comparators[0])
            start = sum(len(line) + 1 for line in lines[:node.lineno - 1])
            start += len(lines[node.lineno - 1].encode()[:node.col_offset].decode())
            assert whole is not None
            flipped = f"{left} {FLIPPED[type(node.ops[0])]} {right}"
            yield f"line {node.lineno}: {whole} became {flipped}", source[:start] + flipped + source[start + len(whole):]
