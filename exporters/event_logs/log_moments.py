"""Moments as logs write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

# 03/03/2026 10:15[:30], 3.3.2026 10:15: the day first, as in all of Europe.
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"
                        r"(?:[ T]+(?:à )?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?")
# Seconds since 1970 of any log that is read, or thousandths of them; smaller numbers are no moments.
_SECONDS, _MILLISECONDS = re.compile(r"\d{9,10}(?:\.\d+)?"), re.compile(r"\d{12,13}")


def read_moment(text: str) -> tuple[float, float] | None:
    """Return a moment in seconds since 1970 (UTC), and what the log's clock shows beside UTC, in seconds.

    ISO 8601, the day first (03/03/2026 10:15), or seconds or milliseconds since 1970. A moment without a zone is
    taken for UTC: between two of them the same time passes, but for an hour where the clocks change. None for what is
    no moment.
    """
    text = text.strip()
    # Thirteen digits are no year, month and day, though they could be read as one.
    if _MILLISECONDS.fullmatch(text):
        return int(text) / 1000, 0.0
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _read_other(text)
    offset = moment.utcoffset()
    if offset is None:
        return moment.replace(tzinfo=UTC).timestamp(), 0.0
    return moment.timestamp(), offset.total_seconds()


def _read_other(text: str) -> tuple[float, float] | None:
    found = _DAY_FIRST.fullmatch(text)
    if found is not None:
        day, month, year, hour, minute, second = (int(part or 0) for part in found.groups())
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp(), 0.0
        except ValueError:
            return None
    return (float(text), 0.0) if _SECONDS.fullmatch(text) else None
