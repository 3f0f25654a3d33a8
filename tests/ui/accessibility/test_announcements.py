"""What a screen reader is told beside the focus: news, results, empty places, rows; and what is read by eye at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import APA, BLANK, Open, write
from visavis.blueprint.drawing import THEMES
from visavis.ui.features.table.table_panel import TablePanel
from visavis.ui.kit import announcements
from visavis.ui.kit.announcements import Announcer
from visavis.ui.kit.i18n import tr

Key = Qt.Key


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is announced, as a screen reader gets it."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    monkeypatch.setattr(announcements, "SETTLE_MILLISECONDS", 20)
    return heard


def test_only_the_last_words_of_a_moment_are_said(said: list[str], qtbot: QtBot) -> None:
    part = QObject()
    announcer = Announcer(part)
    for number in range(50):
        announcer.say(f"{number}")
    qtbot.waitUntil(lambda: bool(said))
    QTest.qWait(60)
    assert said == ["49"]
    announcer.say("not to be heard")
    announcer.say("")
    QTest.qWait(60)
    assert said == ["49"]


def test_nothing_is_said_where_no_one_listens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announcer = Announcer(QObject())
    announcer.say("x")
    assert not announcer._settle.isActive()


def test_an_empty_cell_is_said_and_a_card_is_not(open_window: Open, said: list[str], qtbot: QtBot) -> None:
    window = open_window(BLANK)
    window.canvas.setFocus()
    QTest.qWait(60)
    said.clear()
    QTest.keyClick(window.canvas, Key.Key_Right)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [window.canvas.accessibleName()]
    said.clear()
    write(window.canvas, "Appelle")
    for key in (Key.Key_Return, Key.Key_Right):
        QTest.keyClick(window.focusWidget() or window.canvas, key)
        QTest.qWait(60)
    said.clear()
    QTest.keyClick(window.canvas, Key.Key_Left)
    QTest.qWait(80)
    assert "Appelle" not in " ".join(said)


def test_news_and_results_are_said(open_window: Open, said: list[str], qtbot: QtBot) -> None:
    window = open_window(APA)
    window.status.show_message("Gardé")
    qtbot.waitUntil(lambda: "Gardé" in said)
    window.search_field.begin()
    said.clear()
    write(window.search_field, "justificatifs")
    qtbot.waitUntil(lambda: any("Réunit six justificatifs" in words for words in said))
    said.clear()
    write(window.search_field, "zzz")
    qtbot.waitUntil(lambda: tr("Nothing found") in said)
    QTest.keyClick(window.search_field, Key.Key_Escape)


def test_rows_of_the_table_are_called_by_their_steps(open_window: Open) -> None:
    window = open_window(APA)
    window.go_to("table")
    model = window.panels.find(TablePanel).model
    names = [model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
             for row in range(len(model.rows))]
    titles = [step.title for step in window.bridge.document.steps]
    assert sorted(map(str, names)) == sorted(titles)
    assert model.headerData(0, Qt.Orientation.Vertical) == 1


def luminance(colour: QColor) -> float:
    channels = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
                for value in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_placeholders_can_be_read(open_window: Open, theme: str) -> None:
    """At 4.5 : 1, in high contrast at 7 : 1 (WCAG 2.2, 1.4.3 and 1.4.6)."""
    window = open_window(APA)
    window.appearance.set_theme(theme)
    fields = [field for field in window.findChildren(QLineEdit) if field.placeholderText()]
    assert fields
    for field in fields:
        field.ensurePolished()
        ink, paper = (field.palette().color(role) for role in (
            QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base))
        assert ink.alpha() == 255
        lower, higher = sorted((luminance(ink), luminance(paper)))
        assert (higher + 0.05) / (lower + 0.05) >= (7.0 if theme == "high-contrast" else 4.5), field.placeholderText()
