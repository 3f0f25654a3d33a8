"""About the program, and how to report a problem: no network, only text that people may copy and send themselves."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from visavis.ui.kit.i18n import tr
from visavis.ui.kit.messages import show_message
from visavis.ui.kit.scrolling_dialog import ScrollingDialog

# What the report leaves room for, in lines.
LINES = 10
WIDTH = 480


def show_about(parent: QWidget) -> None:
    """Say what this program is, which version, under which licence."""
    show_message(parent, tr("About Vis-à-vis"), "\n".join((
        tr("Service blueprints with the citizen’s side and the agents’ side face to face."),
        tr("Version {version} · Qt {qt}", version=_version(), qt=qVersion()),
        tr("Licence: EUPL 1.2. None of your work leaves this computer.")), ), is_fault=False)


class ReportDialog(ScrollingDialog):
    """Shows a report to fill in and copy; nothing of the blueprint is in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Report a problem"))
        self.setMinimumWidth(WIDTH)
        words = QLabel(tr("Complete this text, copy it, and send it to whoever gave you the program. Nothing from "
                          "your blueprint is in it, and nothing is sent from here."), self)
        words.setWordWrap(True)
        self.text = QPlainTextEdit("\n\n".join((
            tr("What I did:"), tr("What I expected:"), tr("What happened instead:"),
            " · ".join((f"Vis-à-vis {_version()}", f"Qt {qVersion()}", f"Python {platform.python_version()}",
                        f"{platform.system()} {platform.release()}")))), self)
        self.text.setAccessibleName(tr("Report"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(LINES * self.fontMetrics().height())
        column = QVBoxLayout()
        column.addWidget(words)
        column.addWidget(self.text, 1)
        self.set_content(column)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setDefault(True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.rejected.connect(self.reject)
        self.set_buttons(buttons)
        self.text.setFocus()


def _version() -> str:
    from importlib.metadata import version

    return version("visavis")
