"""Saving the document as a template of one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from visavis.blueprint import registry
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import own_templates, save_template, template_name
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.messages import ask, show_message
from visavis.ui.kit.scrolling_dialog import ScrollingDialog
from visavis.ui.kit.widgets import label

WIDTH = 460


class TemplateDialog(ScrollingDialog):
    """Asks for a name and a summary, and whether the steps come along. `saved` tells that it is done."""

    def __init__(self, document: BlueprintDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.saved = False
        self.setWindowTitle(tr("Save as a template"))
        self.setMinimumWidth(WIDTH)
        self.name = QLineEdit(" ".join(document.head.title.split())[:120], self)
        self.summary = QLineEdit(" ".join(document.head.summary.split())[:300], self)
        self.with_steps = QCheckBox(tr("With its steps and flows"), self)
        self.with_steps.setChecked(True)
        column = QVBoxLayout()
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("Save as a template"), "title", self))
        for words, field in ((tr("Name"), self.name), (tr("What it is for"), self.summary)):
            column.addWidget(label(words, "overline", self))
            field.setAccessibleName(words)
            column.addWidget(field)
        column.addWidget(self.with_steps)
        column.addWidget(label(tr("Notes, decisions and the link to what it redesigns are left out."), "muted", self))
        self.replaces = label(tr("It replaces your template of the same name."), "muted", self)
        column.addWidget(self.replaces)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.set_content(column)
        self.set_buttons(buttons)
        self.name.textChanged.connect(self._check)
        self.name.selectAll()
        self._check()

    def _check(self, *_: object) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))
        self.replaces.setVisible(template_name(self.name.text().strip()) in own_templates())

    def _save(self) -> None:
        try:
            save_template(self._document, self.name.text().strip(), self.summary.text().strip(),
                          with_steps=self.with_steps.isChecked())
        except BlueprintError as error:
            show_message(self, tr("The template was not saved"), tr(error.message))
            return
        self.saved = True
        self.accept()


def remove_template(name: str, parent: QWidget) -> bool:
    """Ask whether a template of one's own is to go, and take it away; a fault is told in one line."""
    template = own_templates().get(name)
    title = template.title[language()] if template is not None else name
    if not ask(parent, tr("Delete the template"),
               tr("“{title}” will be deleted from your templates; this cannot be undone. Blueprints made from it "
                  "stay.",
                  title=" ".join(title.split())[:80]), {tr("Delete it"): True}):
        return False
    try:
        registry.remove_template(name)
    except BlueprintError as error:
        show_message(parent, tr("The template was not deleted"), tr(error.message))
        return False
    return True
