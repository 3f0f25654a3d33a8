"""Opening a file that somebody else has open: who it is, and what can be done."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from blueprint.storage.lock import Holder
from ui.i18n import tr
from ui.keeping.moments import moment


class Claim(Enum):
    """How a file is opened that somebody else has open."""

    LOOK = auto()
    COPY = auto()
    CANCEL = auto()


def ask_claim(parent: QWidget, name: str, holder: Holder) -> Claim:
    """Tell who has a file open, and ask whether to look at it, to open a copy, or not to open it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(tr("The file is open elsewhere"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("{user} has “{name}” open on {host}, since {moment}.", user=holder.user[:60], name=name[:80],
                   host=holder.host[:60], moment=_since(holder)))
    look = box.addButton(tr("Only look"), QMessageBox.ButtonRole.AcceptRole)
    copy = box.addButton(tr("Open a copy"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(look)
    box.exec()
    return {look: Claim.LOOK, copy: Claim.COPY}.get(box.clickedButton(), Claim.CANCEL)


def _since(holder: Holder) -> str:
    try:
        return moment(datetime.fromisoformat(holder.since))
    except ValueError:
        return holder.since[:40]
