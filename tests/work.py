"""How much work something is, in calls of functions: the same on every machine, however busy it is."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from typing import Any


def count_calls(work: Callable[..., object], *given: Any, name: str = "") -> int:
    """Return how many of Python's functions some work calls with what it is given, or how often those of a name."""
    # Which compiled functions are called differs from one version of Python to the next.
    profile = Profile(builtins=False)
    profile.runcall(work, *given)
    return sum(entry.callcount for entry in profile.getstats()
               if not name or getattr(entry.code, "co_name", "") == name)
