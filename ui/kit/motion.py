"""Whether motion is reduced: what the user chose, for every view of the program."""

from __future__ import annotations

_chosen = [False]


def reduce_motion(reduced: bool) -> None:  # noqa: FBT001 - a switch has two states
    """Jump instead of gliding, everywhere from now on."""
    _chosen[0] = reduced


def is_reduced() -> bool:
    """Return whether the user wants motion reduced; what the desktop says is asked where it moves."""
    return _chosen[0]
