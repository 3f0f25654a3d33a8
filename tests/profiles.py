"""Which cases everybody runs, and which only the deep profile of `.ci/run` does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

PROFILE = os.environ.get("VISAVIS_PROFILE", "quick")
IS_DEEP = PROFILE == "ci"
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.blueprint.json"))


def mostly_deep(cases: Iterable[Any], *, by_default: int = 1, ids: Any = None) -> list[Any]:
    """Return the cases of a test: those after the first few are for the deep profile only.

    `ids` makes a case's name.
    """
    found = list(cases)
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), id=ids(case) if ids else None)
            for case in (found if IS_DEEP else found[:by_default])]


def each_example(*by_default: str) -> pytest.MarkDecorator:
    """Run a test on `path`, each shipped example; all but those named are for the deep profile only."""
    named = {path.name.removesuffix(".blueprint.json"): path for path in EXAMPLES}
    return pytest.mark.parametrize("path", [
        pytest.param(path, id=name) for name, path in named.items() if IS_DEEP or name in by_default])
