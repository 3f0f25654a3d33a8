"""The visual order of text that mixes directions, kept simple.

Runs of right-to-left letters are reversed; numbers inside them keep their order. Arabic letters are not joined: that
is shaping, and waits behind `TextMetrics.shape`. For the full algorithm see Unicode Standard Annex 9.
"""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_HAS_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
# From the first right-to-left letter of a run to its last, with the neutral characters between them.
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\s\\d.,:;!?'\"()\\-]*[{_RIGHT_TO_LEFT}])?")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def in_visual_order(text: str) -> str:
    """Return `text` with each right-to-left run in the order in which it is drawn, left to right."""
    if not _HAS_RIGHT_TO_LEFT.search(text):
        return text
    return _RUN.sub(lambda run: _reversed(run[0]), text)


def _reversed(run: str) -> str:
    backwards = run[::-1].translate(_MIRRORED)
    return _NUMBER.sub(lambda number: number[0][::-1], backwards)
