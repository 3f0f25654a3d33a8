"""Which cases everybody runs, and which only the deep profile of `.ci/run` does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
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


def keep_few(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the tests of the default profile: of one that is marked `few`, so many cases, evenly spread, ends too."""
    cases: dict[tuple[object, str], list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("few") is not None:
            cases.setdefault((item.parent, getattr(item, "originalname", item.name)), []).append(item)
    left_out: set[pytest.Item] = set()
    for alike in cases.values():
        marker = alike[0].get_closest_marker("few")
        assert marker is not None
        count = min(len(alike), marker.args[0])
        kept = {round(at * (len(alike) - 1) / max(1, count - 1)) for at in range(count)}
        left_out |= {item for at, item in enumerate(alike) if at not in kept}
    return [item for item in items if item not in left_out]
