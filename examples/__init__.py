"""Finished blueprints that ship: to look at, to begin with, and to try everything on."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
_FIRST = {"fr": "apa-a-domicile", "en": "home-care-allowance"}
_SUFFIX = ".blueprint.json"


def example_files() -> list[Path]:
    """Return the files of all examples, by name."""
    return sorted(FOLDER.glob(f"*{_SUFFIX}"))


def example_path(language: str) -> Path:
    """Return the example that opens first, in a language."""
    return FOLDER / f"{_FIRST[language]}{_SUFFIX}"
