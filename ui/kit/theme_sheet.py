"""How the window looks: the shipped fonts, a palette and one style sheet made from a theme. Spacing is 4 and 8."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from visavis.blueprint.drawing import THEMES, Theme, mix_colours
from visavis.templates.fonts.catalogue import FAMILY
from visavis.ui.kit.window_frame import STYLE, STYLED

POINT_SIZE = 10.5
# Sizes of headings in points, beside text of the usual size.
HEADINGS = {"title": 13.0, "field": 9.4, "document": 13.0, "said": 12.5, "clock": 20.0}

# Pixels for the arrow of a box of choices, beside text of the usual size.
DROP = 22



def apply_appearance(application: QApplication, theme_name: str, points: float = POINT_SIZE) -> Theme:
    """Give the application a theme and text of so many points; return the theme (the light one for unknown names)."""
    theme = THEMES.get(theme_name, THEMES["light"])
    if not application.property(STYLED):
        # Once: a new style object each time would have Qt polish every widget there is, those on their way out, too.
        application.setStyle(STYLE)
        application.setProperty(STYLED, True)
    font, palette, sheet = QFont(FAMILY), palette_of(theme), style_sheet(theme, points)
    font.setPointSizeF(points)
    # Each of them has Qt polish every widget of every window, even for what they wear already.
    if application.font() != font:
        application.setFont(font)
    if application.palette() != palette:
        application.setPalette(palette)
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)
    return theme


def scale_length(pixels: float) -> int:
    """Return a length that was chosen beside text of the usual size, as it is beside the text that is worn."""
    return round(pixels * text_scale())


def text_scale() -> float:
    """Return how many times the usual size the text is."""
    return max(1.0, QApplication.font().pointSizeF() / POINT_SIZE)


def palette_of(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, for what the style sheet does not name."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.background, QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: mix_colours(theme.background, theme.ink, 0.04),
        QPalette.ColorRole.Text: theme.ink, QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Button: theme.surface, QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.agent.ink, QPalette.ColorRole.HighlightedText: theme.surface,
        QPalette.ColorRole.ToolTipBase: theme.ink, QPalette.ColorRole.ToolTipText: theme.background,
        QPalette.ColorRole.PlaceholderText: theme.muted, QPalette.ColorRole.Link: theme.agent.ink,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(mix_colours(theme.muted, theme.background, 0.35)))
    return palette


def style_sheet(theme: Theme, points: float = POINT_SIZE) -> str:
    """Return the window's style sheet in a theme's colours; headings grow with the text."""
    larger = {name: f"{size * points / POINT_SIZE:g}" for name, size in HEADINGS.items()}
    quiet = mix_colours(theme.background, theme.ink, 0.05)
    hover = mix_colours(theme.background, theme.ink, 0.09)
    return _SHEET.format(
        family=FAMILY, background=theme.background, surface=theme.surface, ink=theme.ink, muted=theme.muted,
        line=theme.hairline, accent=theme.agent.ink, accent_tint=theme.agent.tint,
        accent_line=theme.agent.line, citizen=theme.citizen.ink,
        citizen_tint=theme.citizen.tint, citizen_line=theme.citizen.line, friction=theme.friction.ink,
        friction_tint=theme.friction.tint, on_friction=theme.on_friction, good=theme.good, quiet=quiet, hover=hover,
        drop=round(DROP * points / POINT_SIZE), **larger,
    )


_SHEET = """
QWidget {{ color: {ink}; font-family: "{family}"; }}
QMainWindow, QDialog, #header, #palette, #inspector, #frictions, #table, #journeys, #redesign,
#redesignSide {{ background: {background}; }}
#header {{ border-bottom: 1px solid {line}; }}
#palette {{ border-right: 1px solid {line}; }}
#inspector, #inspector QScrollArea, #inspectorBody {{ background: {background}; }}
#inspectorBody QLineEdit, #inspectorBody QComboBox {{ padding: 2px 7px; min-height: 20px; border-radius: 6px; }}
#inspectorBody QLineEdit:focus, #inspectorBody QComboBox:focus, #inspectorBody QLineEdit[wrong="true"] {{
    padding: 1px 6px; }}
#inspectorBody QToolButton[sectionHead="true"] {{ background: transparent; border: 1px solid transparent;
    padding: 0; text-align: left; font-weight: 700; border-radius: 4px; }}
#inspectorBody QToolButton[sectionHead="true"]:focus {{ border: 2px solid {accent}; padding: 0; }}
#inspectorBody QPushButton[summary="true"] {{ color: {muted}; padding: 0 4px; font-size: {field}pt;
    font-weight: 500; }}
#inspectorBody QPushButton[line="true"] {{ background: transparent; border: 1px solid transparent; padding: 0 2px;
    text-align: left; border-radius: 4px; }}
#inspectorBody QPushButton[line="true"]:hover {{ background: {hover}; }}
#inspectorBody QPushButton[line="true"]:focus {{ border: 2px solid {accent}; }}
#inspectorBody QToolButton[bare="true"], #inspectorBody QToolButton[bare="true"]:focus {{ padding: 0; }}
#pageTabs {{ border-bottom: 1px solid {line}; }}
#pageTabs QPushButton {{ background: transparent; border: none; border-bottom: 3px solid transparent; color: {muted};
    border-radius: 0; padding: 3px 4px; }}
#pageTabs QPushButton:checked {{ color: {ink}; font-weight: 700; border-bottom: 3px solid {citizen}; }}
#pageTabs QPushButton:focus {{ border: 2px solid {accent}; padding: 2px 2px; }}
#inspectorFrame {{ border-left: 1px solid {line}; background: {background}; }}
#findBar {{ background: {background}; border-top: 1px solid {line}; }}
#sessionBar {{ background: {background}; border-bottom: 1px solid {line}; }}
#promptBar {{ background: {background}; border-bottom: 1px solid {line}; }}
#controlStrip {{ background: {background}; border-top: 1px solid {line}; }}
QLabel[role="timeLeft"][over="true"] {{ color: {friction}; }}
#notesPanel, #desk {{ background: {background}; border-left: 1px solid {line}; }}
#table {{ border-top: 1px solid {line}; }}
#table QTableView {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; gridline-color: {line};
    selection-background-color: {accent_tint}; selection-color: {ink}; }}
#table QTableView QLineEdit, #table QTableView QPlainTextEdit {{ border: 2px solid {accent}; border-radius: 0;
    padding: 0 3px; }}
#frictions {{ border-top: 1px solid {line}; }}
#frictionLine QPushButton[filter="true"] {{ padding: 3px 11px; }}
#frictionLine QPushButton[filter="true"]:focus {{ padding: 2px 10px; }}
#frictionLine QPushButton[link="true"] {{ padding: 2px 6px; }}
#frictionLine QPushButton[link="true"]:focus {{ padding: 1px 5px; }}
#frictionLine QToolButton, #frictionLine QToolButton:focus {{ padding: 0; }}
#frictionLine QComboBox, #frictionLine QComboBox:focus {{ padding: 2px 8px; }}
#redesignSide {{ border-left: 1px solid {line}; }}
#sideCaption {{ background: {quiet}; }}
#sideCaption[state="before"] QLabel[role="section"] {{ color: {citizen}; }}
#sideCaption[state="after"] QLabel[role="section"] {{ color: {good}; }}
#sideCaption QLabel[role="section"] {{ padding-top: 0; }}
#conversation {{ border-left: 1px solid {line}; background: {background}; }}
#replay {{ background: {surface}; border: 1px solid {line}; border-radius: 14px; }}
#replay:focus {{ border: 2px solid {accent}; }}
#replay QFrame[bubble="citizen"] {{ background: {citizen_tint}; border: 1px solid {citizen_line};
    border-radius: 10px; }}
#replay QFrame[bubble="agent"] {{ background: {accent_tint}; border: 1px solid {accent_line}; border-radius: 10px; }}
#replay QFrame[wrong="true"] {{ background: {friction_tint}; border: 1px solid {friction}; }}
#replay QFrame[quiet="true"] {{ background: transparent; border: 1px dashed {line}; }}
#replay QLabel {{ background: transparent; }}
#replay QProgressBar {{ background: {quiet}; border: none; border-radius: 2px; }}
#replay QProgressBar::chunk {{ background: {ink}; border-radius: 2px; }}
QStatusBar {{ background: {background}; border-top: 1px solid {line}; color: {ink}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; }}
QStatusBar #hint {{ color: {ink}; font-weight: 500; }}
QStatusBar #saved[saved="true"] {{ color: {good}; font-weight: 600; }}
QStatusBar #saved[saved="false"] {{ color: {citizen}; font-weight: 600; }}
#zoomControl QToolButton {{ padding: 0; border-radius: 0; background: {surface}; border: 1px solid {line}; }}
#zoomControl QToolButton:focus {{ padding: 0; border: 2px solid {accent}; }}
#zoomControl QToolButton::menu-indicator {{ image: none; width: 0; }}
QMenuBar {{ background: {background}; border-bottom: 1px solid {line}; padding: 0 8px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 36px; border-radius: 6px; min-width: 220px; }}
QMenu::indicator {{ left: 10px; }}
QMenu::indicator:exclusive {{ width: 8px; height: 8px; left: 14px; border-radius: 4px; }}
QMenu::indicator:exclusive:checked {{ background: {citizen}; }}
QMenu::item:selected {{ background: {accent_tint}; color: {ink}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QToolTip {{ background: {ink}; color: {background}; border: none; padding: 4px 8px; }}

QPushButton, QToolButton {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; padding: 6px 14px;
    font-weight: 600; }}
QToolButton {{ padding: 6px 8px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QToolButton:focus {{ padding: 5px 7px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; background: {quiet}; }}
QPushButton[flat="true"], QToolButton[flat="true"] {{ border: 1px solid transparent; background: transparent; }}
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover {{ background: {hover}; }}
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus {{ border: 2px solid {accent}; }}
QPushButton[primary="true"], QDialogButtonBox QPushButton:default {{ background: {ink}; color: {background};
    border: 1px solid {ink}; }}
QPushButton[primary="true"]:hover, QDialogButtonBox QPushButton:default:hover {{ background: {muted}; }}
QPushButton[primary="true"]:focus, QDialogButtonBox QPushButton:default:focus {{ border: 2px solid {accent}; }}
QPushButton[primary="true"]:disabled, QDialogButtonBox QPushButton:default:disabled {{
    background: {quiet}; color: {muted}; border: 1px solid {line}; }}
QPushButton[link="true"] {{ border: 1px solid transparent; background: transparent; color: {accent};
    padding: 4px 6px; text-align: left; }}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border: 2px solid {accent}; padding: 3px 5px; }}
QPushButton[fix="true"] {{ text-align: left; padding: 5px 10px; font-weight: 500; color: {accent}; }}
QPushButton[fix="true"]:focus {{ padding: 4px 9px; }}
QPushButton[chip="true"] {{ border-radius: 13px; padding: 4px 11px; font-weight: 500; min-height: 18px; }}
QPushButton[chip="true"]:focus {{ padding: 3px 10px; }}
QPushButton[chip="true"]:checked {{ background: {citizen_tint}; color: {citizen}; border: 1px solid {citizen};
    font-weight: 600; }}
QPushButton[chip="true"]:checked:focus {{ border: 2px solid {accent}; }}
QPushButton[filter="true"] {{ border-radius: 13px; padding: 4px 12px; font-weight: 500; color: {muted}; }}
QPushButton[filter="true"]:focus {{ padding: 3px 11px; }}
QPushButton[filter="true"]:checked {{ background: {ink}; color: {background}; border: 1px solid {ink};
    font-weight: 600; }}
QPushButton[tab="true"] {{ background: transparent; border: 1px solid transparent; color: {muted};
    padding: 3px 16px; }}
QPushButton[tab="true"]:checked {{ background: {surface}; color: {ink}; border: 1px solid {line}; font-weight: 700; }}
QPushButton[tab="true"]:focus {{ border: 2px solid {accent}; padding: 2px 15px; }}
QPushButton[underlined="true"] {{ background: transparent; border: 2px solid transparent; border-radius: 0;
    color: {muted}; padding: 3px 4px; }}
QPushButton[underlined="true"]:checked {{ color: {ink}; border-bottom: 2px solid {citizen}; font-weight: 600; }}
QPushButton[underlined="true"]:focus {{ border: 2px solid {accent}; border-radius: 6px; }}
#header > QPushButton {{ padding: 4px 14px; }}
#header > QPushButton:focus {{ padding: 3px 13px; }}
#header QLineEdit {{ padding: 3px 8px; }}
#header QLineEdit:focus {{ padding: 2px 7px; }}
#tabs {{ background: {quiet}; border-radius: 10px; }}
QToolButton::menu-indicator {{ image: none; }}
#header QToolButton {{ border: 1px solid transparent; background: transparent; padding: 4px 6px; }}
#header QToolButton#places {{ background: {quiet}; padding: 4px 12px; }}
#header QToolButton:hover, #sideRail QToolButton:hover {{ background: {hover}; }}
#header QToolButton:focus, #sideRail QToolButton:focus {{ border: 2px solid {accent}; }}
#sideRail {{ background: {background}; border-left: 1px solid {line}; }}
#sideRail QToolButton {{ border: 1px solid transparent; background: transparent; padding: 4px; }}
#sideRail QToolButton:checked {{ background: {accent_tint}; border: 1px solid {accent_line}; }}
#palette QToolButton {{ border: 1px solid transparent; background: transparent; border-radius: 8px; padding: 0; }}
#palette QToolButton::menu-indicator {{ image: none; width: 0; }}
#palette QToolButton:hover {{ background: {hover}; }}
#palette QToolButton:checked {{ background: {citizen_tint}; border: 1px solid {citizen}; }}
#palette QToolButton:focus {{ border: 2px solid {accent}; padding: 0; }}

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ background: {surface}; border: 1px solid {line};
    border-radius: 8px; padding: 5px 8px; selection-background-color: {accent}; selection-color: {surface};
    placeholder-text-color: {muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: 4px 7px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {friction}; padding: 4px 7px; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QToolBar {{ background: {background}; border: none; border-bottom: 1px solid {line}; spacing: 2px; padding: 2px; }}
QToolBar QToolButton, QToolBar QToolButton:focus {{ padding: 3px; }}
QToolBar QLineEdit, QToolBar QComboBox, QToolBar QLineEdit:focus, QToolBar QComboBox:focus {{ padding: 1px 6px; }}
QToolBar QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {line};
    selection-background-color: {accent_tint}; selection-color: {ink}; outline: none; }}
QCheckBox {{ spacing: 8px; padding: 2px; }}
QCheckBox:focus {{ outline: none; border: 1px solid {accent}; border-radius: 4px; }}
QListView, QTreeView, QTableView {{ background: {background}; border: none; outline: none; }}
QTableView::item {{ padding: 0 5px; }}
QListWidget::item {{ padding: 6px 8px; border-radius: 6px; }}
QListWidget::item:selected {{ background: {accent_tint}; color: {ink}; }}
QListView#suggestions {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; padding: 2px; }}
QListView#suggestions::item {{ padding: 5px 8px; border-radius: 6px; }}
QListView#suggestions::item:selected, QListView#suggestions::item:hover {{ background: {accent_tint}; color: {ink}; }}
QListView#searchResults {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; }}
QHeaderView::section {{ background: {quiet}; border: none; padding: 4px 8px; color: {muted}; }}
QTextBrowser {{ background: {surface}; border: 1px solid {line}; border-radius: 8px; padding: 12px; }}
QScrollArea {{ border: none; }}
QScrollBar:vertical {{ width: 10px; background: transparent; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QLabel[role="overline"] {{ color: {muted}; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 700; }}
QLabel[role="document"] {{ font-size: {document}pt; font-weight: 700; }}
QLabel[role="section"] {{ color: {ink}; font-weight: 700; padding-top: 4px; }}
QLabel[role="strong"] {{ color: {ink}; font-weight: 600; }}
QLabel[role="field"] {{ color: {muted}; font-size: {field}pt; font-weight: 500; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="wrong"] {{ color: {friction}; }}
QLabel[role="reason"] {{ color: {friction}; background: {surface}; border: 1px solid {friction}; border-radius: 6px;
    padding: 3px 6px; }}
QLabel[role="known"] {{ color: {friction}; }}
QLabel[role="citizenTime"] {{ color: {citizen}; font-weight: 600; }}
QLabel[role="agentTime"] {{ color: {accent}; font-weight: 600; }}
QLabel[role="clock"] {{ font-weight: 600; }}
QLabel[role="wallClock"] {{ font-size: {clock}pt; font-weight: 700; }}
QLabel[role="wallClock"][over="true"] {{ color: {friction}; }}
QLabel[role="said"] {{ font-size: {said}pt; font-weight: 600; }}
QLabel[role="badge"] {{ background: {citizen_tint}; color: {citizen}; border: 1px solid {citizen_line};
    border-radius: 11px; padding: 3px 10px; font-weight: 600; }}
QFrame[role="finding"] {{ background: {friction_tint}; border: 1px solid {friction}; border-radius: 10px; }}
QFrame[role="finding"] QLabel {{ background: transparent; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
"""
