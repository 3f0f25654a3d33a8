"""The written mutants: `patches.toml` names each, the text it replaces in a file, and which tests stand for which module.

A mutant that behaves as the original does is listed with the reason, `equivalent`, and is never run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("patches.toml")


class DoesNotApplyError(Exception):
    """A patch whose old text does not stand exactly once in its file: the code moved on without it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong: what is wrong, the module (a path from the root), and the texts; `tests` are the paths that must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    equivalent: str = ""

    def applied(self, source: str) -> str:
        """Return the module's text with the wrong in it; raises DoesNotApplyError."""
        found = source.count(self.old)
        if found != 1:
            raise DoesNotApplyError(f"{self.file}, {self.name}: the old text stands there {found} times, not once")
        return source.replace(self.old, self.new)


def written_mutants(path: Path = LIST) -> tuple[Mutant, ...]:
    """Return the mutants of the list, in its order; raises KeyError where one lacks a text or its module tests."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    tests: dict[str, list[str]] = data["tests"]
    return tuple(
        Mutant(row["name"], row["file"], row["old"], row["new"], tuple(row.get("tests") or covering_tests(row["file"], tests)),
               row.get("equivalent", ""))
        for row in data["mutant"])


def covering_tests(file: str, tests: dict[str, list[str]]) -> Sequence[str]:
    """Return the tests of a module: those of the longest beginning of its path that is listed; raises KeyError."""
    listed = [start for start in tests if file.startswith(start)]
    if not listed:
        raise KeyError(f"no tests are listed for {file}")
    return tests[max(listed, key=len)]
