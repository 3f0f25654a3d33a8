"""Moments as people write them, in the interface's language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from visavis.ui.kit.i18n import language


def moment_text(when: datetime) -> str:
    """Return a moment with day and time in the machine's time zone, such as `12 mars 2026 14:05`."""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale(language()).toString(local, "d MMMM yyyy HH:mm")
