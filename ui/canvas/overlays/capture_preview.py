"""What the quick tokens in a title will do, shown at the foot of the field while one types: it covers nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from visavis.blueprint import editing
from visavis.blueprint.drawing import Theme
from visavis.blueprint.drawing.blueprint.cards import CHANNEL_ICONS
from visavis.blueprint.language import Message
from visavis.blueprint.model import BlueprintDocument, Time
from visavis.blueprint.model.elements import Step
from visavis.ui.canvas.text_editor import BORDER, InPlaceEditor
from visavis.ui.fields.choices import choices, word
from visavis.ui.kit.flow_layout import FlowLayout
from visavis.ui.kit.i18n import language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.widgets import clear_layout

ICON = 16
# Around the chips, in pixels.
ASIDE, ABOVE = 8, 4
# Between the icon of a chip and its words.
BETWEEN = 4
DECLARED_CHANNEL = "message-circle"


class CapturePreview(QFrame):
    """Lines of chips in the in-place field; they take neither mouse nor focus."""

    def __init__(self, field: InPlaceEditor) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("capturePreview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme: Theme | None = None
        self._row = FlowLayout(self)
        self._shown: tuple[editing.QuickToken, ...] = ()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in a theme's colours."""
        self._theme = theme
        self.setStyleSheet(
            f"#capturePreview {{ background: {theme.surface}; border: none;"
            f" border-top: 1px solid {theme.agent.line}; }} #capturePreview QLabel {{ color: {theme.ink}; }}"
            f" #capturePreview QLabel[wrong=\"true\"] {{ color: {theme.friction.ink}; }}")

    def show_tokens(self, tokens: Iterable[editing.QuickToken], document: BlueprintDocument) -> str:
        """Show what tokens mean, hide without any, and return it in words."""
        self._shown = tuple(tokens)
        for chip in clear_layout(self._row):
            # Whoever asks what is shown asks for its children.
            chip.setParent(None)
        words = [_words(token, document) for token in self._shown]
        for token, text in zip(self._shown, words, strict=True):
            chip = self._chip(token, text)
            self._row.addWidget(chip)
            # Qt shows what is added to a visible widget later, and until then it has no size.
            chip.show()
        self._row.activate()
        self.fit()
        return " · ".join(words)

    def fit(self) -> None:
        """Stand at the foot of the field, which leaves as much room there as the chips need."""
        self.setVisible(bool(self._shown))
        width = self._field.width() - 2 * BORDER
        height = self._row.heightForWidth(width - 2 * ASIDE) + 2 * ABOVE if self._shown else 0
        self._field.keep_foot(height)
        self._row.setContentsMargins(ASIDE, ABOVE, ASIDE, ABOVE)
        self.setGeometry(BORDER, self._field.height() - BORDER - height, width, height)
        self.raise_()

    def _chip(self, token: editing.QuickToken, text: str) -> QWidget:
        chip = QWidget(self)
        row = QHBoxLayout(chip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        wrong = token.kind is editing.TokenKind.UNKNOWN
        if self._theme is not None:
            colour = self._theme.friction.ink if wrong else self._theme.agent.ink
            icon = QLabel(chip)
            icon.setPixmap(themed_icon(_icon(token), colour).pixmap(QSize(ICON, ICON)))
            row.addWidget(icon)
        label = QLabel(text, chip)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "chip")
        label.setProperty("wrong", wrong)
        self._fit_words(label)
        row.addWidget(label)
        return chip

    def _fit_words(self, label: QLabel) -> None:
        """Let words that are longer than the field take several lines: why a time is not one must be read whole."""
        label.ensurePolished()
        room = self._field.width() - 2 * (BORDER + ASIDE) - ICON - BETWEEN
        wanted = label.fontMetrics().horizontalAdvance(label.text()) + 2
        label.setWordWrap(wanted > room)
        if label.wordWrap():
            label.setFixedSize(room, label.heightForWidth(room))


def _icon(token: editing.QuickToken) -> str:
    kind = editing.TokenKind
    icons = {kind.WORK: "clock", kind.WAIT: "hourglass", kind.ITEM: "file-text", kind.NEW_ITEM: "file-plus",
             kind.PHASE: "chevron-right", kind.LANE: "layout-grid", kind.NOTE: "sticky-note",
             kind.UNKNOWN: "triangle-alert"}
    return icons.get(token.kind) or CHANNEL_ICONS.get(token.value, DECLARED_CHANNEL)


def _words(token: editing.QuickToken, document: BlueprintDocument) -> str:
    """Return what a token will do, as people say it."""
    match token.kind:
        case editing.TokenKind.WORK:
            return _time("work", token.value)
        case editing.TokenKind.WAIT:
            return tr("then waits {time}", time=_time("wait", token.value))
        case editing.TokenKind.CHANNEL:
            channel: str = token.value
            return dict(choices("channel", document)).get(channel, channel)
        case editing.TokenKind.ITEM:
            return tr("item: {item}", item=document.item_by_id[token.value].name[:60])
        case editing.TokenKind.NEW_ITEM:
            name = token.typed.lstrip("#").strip('"«» ').replace("-", " ")
            return tr("new item: {item}", item=name[:1].upper() + name[1:60])
        case editing.TokenKind.PHASE:
            return tr("goes on in the phase {name}", name=token.value[:60])
        case editing.TokenKind.NOTE:
            return word("note-kind", token.value)
        case editing.TokenKind.LANE if token.value:
            return tr("in the lane {name}", name=token.value[:60])
        case editing.TokenKind.LANE:
            return tr("there is no lane on that side")
        case editing.TokenKind.UNKNOWN if isinstance(token.value, Message):
            return tr(token.value)
    return tr("not understood: {typed}", typed=token.typed[:40])


def _time(field: str, value: object) -> str:
    """Return a time as people write it; the model reads the file's forms."""
    from visavis.blueprint.editing import write_time

    step = Step(id="s", lane="l", phase="p", **{field: value})
    time: Time | None = getattr(step, field)
    return write_time(time, language())
