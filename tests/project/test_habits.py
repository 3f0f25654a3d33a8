"""The habits of the code base, checked: style, types, layers, small rooms, clean commits."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.make_links import make_links

ROOT = Path(__file__).parents[2]
CODE = ("blueprint", "exporters", "ui", "templates", "examples")
LONGEST_FUNCTION = 39
LONGEST_FILE = 600


def sources() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def run(*command: str) -> None:
    make_links()
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_style_is_kept() -> None:
    run("ruff", "check", "--output-format=concise", ".")


def test_types_hold() -> None:
    run("mypy")


def test_each_layer_imports_only_those_below_it() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(make_links())}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", CODE)
def test_rooms_are_small(folder: str) -> None:
    large = []
    for path in (ROOT / folder).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            large.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    large.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")
    assert not large, "\n".join(large)


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_registry_address_is_committed() -> None:
    """A lock file or a script must not bind the project to one mirror."""
    address = re.compile(rb"https?://[^\s\"']*(?:pypi\.|pythonhosted|npmjs|/simple/)|(?:extra-)?index-url|--find-links")
    this = Path(__file__)
    guilty = [str(path.relative_to(ROOT)) for path in committed()
              if path != this and path.name != "Makefile" and address.search(path.read_bytes())]
    assert not guilty


def test_every_pinned_dependency_is_hashed() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.\-]*(?:\[[^\]]*\])?==", lock, re.MULTILINE)
    assert len(pins) > 20
    for block in re.split(r"\n(?=[a-z0-9])", lock.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_lock_covers_the_declared_dependencies() -> None:
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*declared["project"]["dependencies"], *declared["dependency-groups"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9._\-]+)==", lock, re.MULTILINE)}
    names = {re.match(r"[A-Za-z0-9._\-]+", line)[0].lower().replace("_", "-") for line in wanted}  # type: ignore[index]
    assert names <= pinned
