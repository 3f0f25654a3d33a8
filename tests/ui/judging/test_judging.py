"""Deciding about frictions in the window: accept, plan, dismiss, justify, mend, fill in what a rule lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import Open
from visavis.blueprint.analysis import Hotspot, NotAssessed
from visavis.blueprint.analysis.frictions.guide import PROBABILITIES, InputElement, Need
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.language import message
from visavis.blueprint.model import TriageState
from visavis.ui.features.inspector.inspected_subjects import (
    FlowSubject,
    HeadSubject,
    ListedSubject,
    ServiceSubject,
    StepSubject,
)
from visavis.ui.features.triage import decision_dialog, remedy_dialog
from visavis.ui.features.triage.decision_dialog import ReasonDialog
from visavis.ui.features.triage.finding_card import FindingCard
from visavis.ui.features.triage.remedy_dialog import RemedyDialog
from visavis.ui.features.triage.unassessed_rules import subject_of
from visavis.ui.kit.widgets import link
from visavis.ui.window.main_window import MainWindow

OK = QDialogButtonBox.StandardButton.Ok


def hotspot_of(window: MainWindow, rule: str) -> Hotspot | None:
    return next((one for one in need(window.bridge.analysis).frictions.hotspots if one.finding.rule == rule), None)


def card_of(window: MainWindow, rule: str) -> FindingCard:
    spot = need(hotspot_of(window, rule))
    window.fly_to(spot.finding.steps[0])
    return next(card for card in window.inspector._cards.cards if card.hotspot.finding.rule == rule)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.bridge.is_settled, timeout=10_000)


def answered(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, fill: Callable[[Any], None]) -> None:
    """Let a dialog be filled in and accepted by a hand that is not there."""
    def execute(dialog: QDialog) -> int:
        fill(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(module, name, type("Filled", (getattr(module, name),), {"exec": execute}))


def test_a_finding_is_accepted_planned_and_taken_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    card_of(window, "silent-wait").decide(TriageState.ACCEPTED)
    (note,) = window.bridge.document.head.triage
    assert (note.rule, note.state, note.date) == ("silent-wait", "accepted", date.today().isoformat())
    assert note.cause
    settled(window, qtbot)
    card = card_of(window, "silent-wait")
    assert card.hotspot.finding.decided == note
    card.decide(TriageState.TO_DO)
    assert [one.state for one in window.bridge.document.head.triage] == ["to-do"]
    settled(window, qtbot)
    card_of(window, "silent-wait").decide(TriageState.TO_DO)
    assert window.bridge.document.head.triage == ()
    settled(window, qtbot)


@pytest.mark.english
def test_a_dismissed_finding_goes_and_comes_back_with_its_cause(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.blueprint.editing.commands import EditStep

    window = open_window()
    spot = need(hotspot_of(window, "silent-wait"))

    def fill(dialog: ReasonDialog) -> None:
        assert not dialog.buttons.button(OK).isEnabled()
        dialog.text.setPlainText("Délai connu de tous")
        dialog.author.setText("Éva")
        assert dialog.buttons.button(OK).isEnabled()

    answered(monkeypatch, decision_dialog, "ReasonDialog", fill)
    card_of(window, "silent-wait").ask_reason(waiving=False)
    note = window.bridge.document.head.triage[-1]
    assert (note.state, note.reason, note.author) == ("dismissed", "Délai connu de tous", "Éva")
    settled(window, qtbot)
    keys = {one.finding.key for one in need(window.bridge.analysis).frictions.hotspots}
    assert spot.finding.key not in keys
    window.panels.toggle("frictions")
    assert "1 dismissed" in window.frictions.counts.accessibleName()
    step = spot.finding.steps[0]
    window.bridge.do(EditStep(step, wait="P90D"))
    settled(window, qtbot)
    assert spot.finding.key in {one.finding.key for one in need(window.bridge.analysis).frictions.hotspots}


def test_a_friction_is_kept_on_purpose(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    spot = need(hotspot_of(window, "silent-wait"))

    def fill(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("Le délai est légal.")
        assert not dialog.buttons.button(OK).isEnabled()
        dialog.reasons.chips["legal"].click()
        assert dialog.buttons.button(OK).isEnabled()

    answered(monkeypatch, decision_dialog, "ReasonDialog", fill)
    card_of(window, "silent-wait").ask_reason(waiving=True)
    waiver = window.bridge.document.head.waivers[-1]
    assert (waiver.rule, waiver.step, waiver.reason, waiver.text, waiver.date) == (
        "silent-wait", spot.finding.steps[0], "legal", "Le délai est légal.", date.today().isoformat())
    settled(window, qtbot)
    assert spot.finding.key not in {one.finding.key for one in need(window.bridge.analysis).frictions.hotspots}


def test_the_author_is_remembered(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()

    def fill(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText("Non")
        dialog.author.setText("Éva")

    answered(monkeypatch, decision_dialog, "ReasonDialog", fill)
    card_of(window, "silent-wait").ask_reason(waiving=False)
    window.bridge.session.undo()
    again = decision_dialog.ReasonDialog(window.bridge.document, need(hotspot_of(window, "silent-wait")).finding,
                                         window.settings, waiving=False, parent=window)
    assert again.author.text() == "Éva"
    again.deleteLater()


@pytest.mark.english
def test_a_remedy_tells_its_effect_first_and_is_one_undo_step(open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    before = window.bridge.document
    shown: list[str] = []

    def fill(dialog: RemedyDialog) -> None:
        qtbot.waitUntil(lambda: dialog._table.count() > 0, timeout=10_000)
        shown.extend(need(need(dialog._table.itemAt(place)).widget(), QLabel).text() for place in range(dialog._table.count()))
        dialog.done(QDialog.DialogCode.Accepted)

    answered(monkeypatch, remedy_dialog, "RemedyDialog", fill)
    card_of(window, "silent-wait").mend(0)
    assert {"Granted", "Reach a decision", "Elapsed time", "Citizen", "Agents", "Frictions"} <= set(shown)
    assert window.bridge.document != before
    settled(window, qtbot)
    window.bridge.session.undo()
    assert window.bridge.document == before
    settled(window, qtbot)


def test_a_remedy_that_is_not_wanted_changes_nothing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    before = window.bridge.document
    from visavis.blueprint.remedies import fixes

    fix = fixes(before, need(hotspot_of(window, "silent-wait")).finding)[0]
    dialog = RemedyDialog(window.bridge, fix, window)
    dialog.reject()
    assert window.bridge.document is before
    dialog.deleteLater()


@pytest.mark.english
def test_a_card_says_why_and_what_causes_it(open_window: Open) -> None:
    window = open_window()
    card = card_of(window, "chase-contact")
    texts = [child.text() for child in card.findChildren(QLabel)]
    assert any(text.startswith("Caused by ") and "Waiting without news" in text for text in texts)
    why = next(one for one in card.findChildren(type(link(""))) if one.text() == "Why?")
    told = next(child for child in card.findChildren(QLabel) if "failure demand" in child.text())
    assert not told.isVisibleTo(card)
    why.click()
    assert told.isVisibleTo(card)


@pytest.mark.english
def test_what_a_rule_lacks_is_one_click_away(open_window: Open, qtbot: QtBot) -> None:
    from visavis.blueprint.editing.commands import EditStep

    window = open_window()
    for step in window.bridge.document.steps:
        if step.legal:
            window.bridge.do(EditStep(step.id, legal=[]))
    settled(window, qtbot)
    window.panels.toggle("frictions")
    window.frictions.more.click()
    assert window.frictions.body.unassessed.isVisibleTo(window)
    ways = [one for one in need(window.frictions.body.unassessed.widget()).findChildren(type(link(""))) if one.text() == "Fill in"]
    assert len(ways) >= 1
    gap = next(gap for gap in need(window.bridge.analysis).frictions.not_assessed if gap.needs[0].field == "legal")
    way = next(one for one in ways if gap.title.text in one.accessibleName())
    way.click()
    assert isinstance(window.inspector.subject, StepSubject)
    editor = window.inspector.editors["legal"]
    assert editor.isVisibleTo(window)


@pytest.mark.few(4)
@pytest.mark.parametrize(("element", "field", "steps", "expected"), [
    (InputElement.SERVICE, "cases_per_year", (), ServiceSubject()), (InputElement.HEAD, "redesigns", (), HeadSubject()),
    (InputElement.STEP, "work", ("c5", "e1"), StepSubject("e1")), (InputElement.FLOW, "probability", ("c5",), None),
    (InputElement.PERSONA, "channels", (), ListedSubject), (InputElement.ACTOR, "availability", (), ListedSubject),
    (InputElement.STEP, "informs.who", ("c5", "e1"), StepSubject("c5")), (InputElement.SERVICE, "legal_clock.starts", (), ServiceSubject()),
    (InputElement.ITEM, "held_by", (), ListedSubject),
])
def test_every_kind_of_missing_field_has_its_place(open_window: Open, element: InputElement, field: str, steps: Any, expected: Any) -> None:
    document = open_window().bridge.document
    lacking = Need(message("x"), element, field)
    found = subject_of(document, NotAssessed("r", message("R"), (lacking,), steps), lacking)
    if expected is None:
        assert isinstance(found, FlowSubject)
        assert document.flow_by_key[found.key].source == "c5"
    elif isinstance(expected, type):
        assert isinstance(found, expected)
    else:
        assert found == expected


def test_ways_that_no_one_says_the_chance_of_lead_to_one_of_them(open_window: Open) -> None:
    """A rule that reads probabilities names no step where the whole document has none."""
    document = open_window().bridge.document
    found = subject_of(document, NotAssessed("r", message("R"), (PROBABILITIES,)), PROBABILITIES)
    assert isinstance(found, FlowSubject)
    assert len(document.flows_from[document.flow_by_key[found.key].source]) > 1


def test_cards_with_long_remedies_are_no_wider_than_the_panel(open_window: Open) -> None:
    window = open_window()
    for rule in ("silent-wait", "chase-contact", "already-held", "blocked-persona"):
        spot = hotspot_of(window, rule)
        if spot is not None:
            window.fly_to(spot.finding.steps[0])
            assert need(window.inspector.scroll_area.widget()).minimumSizeHint().width() <= window.inspector.minimumWidth()


def test_a_missing_outcome_leads_to_the_end_that_lacks_it(open_window: Open) -> None:
    document = open_window().bridge.document
    session = EditSession(document)
    session.do(EditStep("o3", outcome=None))
    lacking = Need(message("x"), InputElement.STEP, "outcome")
    assert subject_of(session.document, NotAssessed("r", message("R"), (lacking,), ()), lacking) == StepSubject("o3")
