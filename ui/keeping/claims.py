"""Opening a file that somebody else has open: who it is, and what can be done."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from blueprint.storage.lock import Holder
from ui.i18n import tr
from ui.keeping.moments import moment
from ui.messages import ask


class Claim(Enum):
    """How a file is opened that somebody else has open."""

    LOOK = auto()
    COPY = auto()


def ask_claim(parent: QWidget, name: str, holder: Holder) -> Claim | None:
    """Tell who has a file open, and ask whether to look at it, to open a copy, or (None) not to open it."""
    text = tr("{user} has “{name}” open on {host}, since {moment}.", user=holder.user[:60], name=name[:80],
              host=holder.host[:60], moment=_since(holder))
    return ask(parent, tr("The file is open elsewhere"), text,
               {tr("Only look"): Claim.LOOK, tr("Open a copy"): Claim.COPY})


def _since(holder: Holder) -> str:
    try:
        return moment(datetime.fromisoformat(holder.since))
    except ValueError:
        return holder.since[:40]
