"""Packages with a front door: its names are listed once, loaded when asked for, and taken there by whoever is outside."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.project.front_doors import DOORS, offers

ROOT = Path(__file__).parents[2]
FOLDERS = ("blueprint", "exporters", "ui", "templates", "examples", "docs", "tests")


@cache
def imports() -> tuple[tuple[Path, str, str], ...]:
    """Return what each file imports from where; read once, for two ask."""
    return tuple(_imports())


def _imports() -> Iterator[tuple[Path, str, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module is not None:
                    for alias in node.names:
                        yield path, node.module, alias.name


def is_inside(path: Path, door: str) -> bool:
    return path.is_relative_to(DOORS[door].parent)


def test_the_four_packages_have_one() -> None:
    assert {f"visavis.blueprint.{name}" for name in ("analysis", "drawing", "layout", "editing")} <= set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_what_a_door_offers_is_there_and_described(door: str) -> None:
    package = import_module(door)
    for name, home in offers(door).items():
        assert getattr(package, name) is getattr(import_module(home), name), name
    with pytest.raises(AttributeError):
        package.pottery  # noqa: B018


@pytest.mark.parametrize("door", DOORS)
def test_no_name_of_a_door_is_that_of_a_module_beside_it(door: str) -> None:
    """Whichever was imported last would answer to it."""
    beside = {path.stem for path in DOORS[door].parent.iterdir()}
    assert not beside & set(offers(door))


@pytest.mark.parametrize("door", DOORS)
def test_a_door_loads_nothing_by_itself(door: str) -> None:
    code = (f"import sys, {door}; loaded = [name for name in sys.modules if name.startswith('{door}.')]; "
            "sys.exit(str(loaded) if loaded or 'pydantic' in sys.modules else 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_who_is_outside_comes_through_the_door() -> None:
    homes = {(home, name): door for door in DOORS for name, home in offers(door).items()}
    past = [f"{path.relative_to(ROOT)}: {name} comes from {homes[module, name]}" for path, module, name in imports()
            if (module, name) in homes and not is_inside(path, homes[module, name])]
    assert not past, "\n".join(past)


def test_who_is_inside_does_not() -> None:
    """A module that takes a name of its own package's door waits for all that the door knows."""
    wrong = [f"{path.relative_to(ROOT)}: {name}" for path, module, name in imports()
             if module in DOORS and is_inside(path, module) and name in offers(module)]
    assert not wrong, "\n".join(wrong)
