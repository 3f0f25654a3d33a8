"""Check the tests of the friction rules: `python -m tests.mutants [module …]` (for developers; minutes, not seconds).

In a copy of the project every rule is turned off and every comparison in its module flipped, one at a time; each time
a test must fail. What no test notices is printed; exit status 1 when there is any.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = Path("blueprint/analysis/rules")
TESTS = ("tests/analysis/rules", "tests/analysis/comparison", "tests/analysis/test_judgements.py")
COPIED = ("blueprint", "examples", "exporters", "templates", "tests", "ui", "pyproject.toml")
FLIPPED: dict[type[ast.cmpop], str] = {ast.Gt: "<=", ast.GtE: "<", ast.Lt: ">=", ast.LtE: ">"}


def mutants(source: str) -> Iterator[tuple[str, str]]:
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


def is_noticed(copy: Path) -> bool:
    """Tell whether a test of the rules fails in a copy of the project."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode != 0


def main(wanted: list[str]) -> int:
    """Try every mutant of the named modules (all by default)."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            target = ROOT / name
            if target.is_dir():
                shutil.copytree(target, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(target, copy / name)
        if is_noticed(copy):
            sys.stdout.write("the tests fail as they are\n")
            return 1
        tried = missed = 0
        for module in sorted((copy / RULES).glob("*.py")):
            if wanted and module.stem not in wanted:
                continue
            source = module.read_text(encoding="utf-8")
            for wrong, text in mutants(source):
                module.write_text(text, encoding="utf-8")
                tried += 1
                if not is_noticed(copy):
                    missed += 1
                    sys.stdout.write(f"{module.stem}, {wrong}: no test noticed\n")
                    sys.stdout.flush()
            module.write_text(source, encoding="utf-8")
        sys.stdout.write(f"{tried} mutants, {missed} unnoticed\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
