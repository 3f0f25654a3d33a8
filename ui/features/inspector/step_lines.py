"""One line each: who a step talks to and what follows it, and the frictions it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.language import Share
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Side
from visavis.ui.features.triage.friction_number import NumberDisc
from visavis.ui.fields.choices import word
from visavis.ui.kit.i18n import interface_language, tr
from visavis.ui.kit.icons import themed_icon
from visavis.ui.kit.theme_sheet import scale_length
from visavis.ui.kit.widgets import ElidedLabel, clear_layout, literal_tip

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Hotspot

# Pixels beside text of the usual size.
LINE, ARROW = 24, 14
# A step of more flows tells of the rest how many there are: they are on the drawing.
MOST_FLOWS = 4


class LineButton(QPushButton):
    """A line that can be pressed: words that are cut where they are long, and a mark or more words at their sides."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scale_length(LINE))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(2, 0, 2, 0)
        self.row.setSpacing(6)
        self.words = ElidedLabel("", None, self)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.show_text(words)
        self.row.addWidget(self.words, 1)
        self.setToolTip(self.words.toolTip())

    def sizeHint(self) -> QSize:
        """Want a line."""
        return QSize(120, scale_length(LINE))


class ConversationLines(QWidget):
    """The flows that come to a step and those that leave it. `chosen` carries the key of the one that is pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[object, ...] | None = None
        self.lines: list[LineButton] = []

    def show_step(self, document: BlueprintDocument, step: str) -> bool:
        """Show the flows of a step; tell whether the lines were made again."""
        flows = [(flow, True) for flow in document.flows_to.get(step, ())]
        flows += [(flow, False) for flow in document.flows_from.get(step, ())]
        texts = tuple((flow.key, comes, _flow_words(document, flow, comes=comes)) for flow, comes in flows)
        if (step, texts) == self._shown:
            return False
        self._shown = (step, texts)
        clear_layout(self._column)
        self.lines = [self._make_line(*text) for text in texts[:MOST_FLOWS]]
        for line in self.lines:
            self._column.addWidget(line)
        rest = len(texts) - len(self.lines)
        if rest:
            more = ElidedLabel("muted", None, self)
            more.show_text(interface_language.translator.plural("and {count} other on the drawing",
                                                                "and {count} others on the drawing", rest))
            self._column.addWidget(more)
        if not texts:
            none = ElidedLabel("muted", None, self)
            none.show_text(tr("Nothing leads here, and nothing leads on."))
            self._column.addWidget(none)
        return True

    def _make_line(self, key: str, comes: bool, words: _FlowWords) -> LineButton:  # noqa: FBT001 - from a row
        title, said = words.title, words.said
        line = LineButton(title, self)
        whole = tr("{field}: {text}", field=words.speaker, text=said) if words.speaker else said
        spoken = tr("From {step}", step=title) if comes else tr("To {step}", step=title)
        line.setAccessibleName(f"{spoken} {whole}".strip())
        line.setToolTip(literal_tip([title, *filter(None, [whole])]))
        ink = self.palette().windowText().color().name()
        line.setIcon(themed_icon("arrow-left" if comes else "arrow-right", ink))
        line.row.setContentsMargins(scale_length(ARROW) + 8, 0, 2, 0)
        if said:
            speech = ElidedLabel(words.role, scale_length(130), line)
            speech.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            speech.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            speech.show_text(said)
            line.row.addWidget(speech)
        line.clicked.connect(lambda: self.chosen.emit(key))
        return line


class FindingLines(QWidget):
    """The frictions of a step. `chosen` carries the hotspot of the one that is pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.lines: list[QPushButton] = []

    def show_hotspots(self, hotspots: tuple[Hotspot, ...]) -> None:
        """Show a line for each."""
        clear_layout(self._column)
        self.lines = [self._make_line(hotspot) for hotspot in hotspots]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(hotspots))

    def _make_line(self, hotspot: Hotspot) -> LineButton:
        title = tr(hotspot.finding.title)
        line = LineButton(title, self)
        line.setAccessibleName(f"{hotspot.number}. {title}")
        disc = NumberDisc(line)
        disc.setFixedSize(disc.sizeHint())
        disc.hotspot, disc.theme = hotspot, self.theme
        line.row.insertWidget(0, disc)
        chevron = QLabel(line)
        icon = themed_icon("chevron-right", self.palette().placeholderText().color().name())
        chevron.setPixmap(icon.pixmap(QSize(scale_length(ARROW), scale_length(ARROW))))
        line.row.addWidget(chevron)
        line.clicked.connect(lambda: self.chosen.emit(hotspot))
        return line


class _FlowWords(NamedTuple):
    """What a line says of a flow: its other end, what stands on it, and in which role; of speech, who speaks."""

    title: str
    said: str = ""
    role: str = "muted"
    speaker: str = ""


# Speech is in the colour of who speaks, as on the drawing; partners and machines have a quiet one.
_SPEECH = {Side.CITIZEN: "citizenTime", Side.AGENT: "agentTime"}


def _flow_words(document: BlueprintDocument, flow: Flow, *, comes: bool) -> _FlowWords:
    """Return the title of a flow's other end, and what is said on it or how often it is taken."""
    other = document.step_by_id[flow.source if comes else flow.target]
    title = " ".join(other.title.split()) or tr("Without a title")
    if flow.label:
        said, side = tr("“{words}”", words=" ".join(flow.label.split())), None
        if flow.kind is FlowKind.INTERACTION:
            side = document.side_of(document.step_by_id[flow.source])
        speaker = word("side", side.value) if side is not None else ""
        return _FlowWords(title, said, _SPEECH.get(side, "muted") if side is not None else "muted", speaker)
    if flow.probability is not None:
        return _FlowWords(title, tr("{share}", share=Share(float(flow.probability))))
    return _FlowWords(title)
