"""The dialog of cost and scale: what it tells, in both languages, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import APA, BLANK, ROOT, Open
from visavis.blueprint.drawing import DARK, LIGHT, Theme
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.ui.features.cost_and_scale.price_chart import ExtraChart
from visavis.ui.features.cost_and_scale.scale_dialog import ScaleDialog
from visavis.ui.features.journeys.journeys_panel import JourneysPanel
from visavis.ui.kit.i18n import set_language

SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
Counted = Callable[..., ScaleDialog]


@pytest.fixture
def counted(qtbot: QtBot) -> Iterator[Counted]:
    """A function that opens the dialog on a document and waits until everything is counted."""
    opened: list[ScaleDialog] = []

    def open_one(document: BlueprintDocument | Path, path: Path | None = None, theme: Theme = LIGHT) -> ScaleDialog:
        source = load(document).document if isinstance(document, Path) else document
        dialog = ScaleDialog(source, path, theme)
        opened.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.found is not None, timeout=10_000)
        return dialog

    yield open_one
    for dialog in opened:
        dialog.done(QDialog.DialogCode.Accepted)


def rows(dialog: ScaleDialog) -> list[list[list[str]]]:
    """The texts of every table, head first."""
    told = []
    for table in dialog.findChildren(QTableWidget):
        columns = range(table.columnCount())
        lines = [[need(table.horizontalHeaderItem(column)).text() for column in columns]]
        lines += [[need(table.item(row, column)).text() for column in columns] for row in range(table.rowCount())]
        told.append(lines)
    return told


def said(dialog: ScaleDialog) -> str:
    return "\n".join(part.text() for part in dialog.findChildren(QLabel))


def without_wax_errors() -> BlueprintDocument:
    document = load(SHOESHINE).document
    chances = {"f4": 1.0, "f5": 0.0}
    return document.replace(flows=tuple(
        flow.model_copy(update={"probability": chances.get(flow.key, flow.probability)}) for flow in document.flows))


def test_shostacks_table_stands_there(counted: Counted) -> None:
    dialog = counted(without_wax_errors())
    case, extra = rows(dialog)
    assert [line[0] for line in case] == ["", "Citizens", "Agents", "Fixed cost", "The service in all"]
    assert case[-1][2] == "$0.32"
    assert [line[3] for line in extra] == ["Profit", "$0.18", "$0.08", "−$0.02", "−$0.12"]
    assert "3.8\u00a0min in all" in said(dialog)
    assert "The number of cases a year is not given" in said(dialog)


def test_a_year_is_told_for_everybody_and_each_persona_in_french(counted: Counted) -> None:
    set_language("fr")
    dialog = counted(APA)
    year = rows(dialog)[1]
    names = [persona.name for persona in load(APA).document.head.personas]
    assert [line[0] for line in year[2:]] == names
    assert year[1][1].replace("\u202f", "") == "4200"
    assert "ETP" in said(dialog)


def test_the_organisation_says_how_long_a_post_works(counted: Counted, tmp_path: Path) -> None:
    file = tmp_path / "apa.blueprint.json"
    file.write_bytes(APA.read_bytes())
    (tmp_path / "visavis.toml").write_text("[service]\nworking_hours_per_year = 800\n", encoding="utf-8")
    usual, own = counted(APA), counted(APA, file)
    assert need(need(usual.found).year).posts.mean * 1607 == pytest.approx(need(need(own.found).year).posts.mean * 800)
    (tmp_path / "visavis.toml").write_text("[service", encoding="utf-8")
    assert need(counted(APA, file).found).hours_of_a_post == 1607


def test_citizens_time_is_priced_on_demand(counted: Counted) -> None:
    document = load(APA).document
    actors = tuple(actor.model_copy(update={"hourly_cost": 10} if actor.side == "citizen" else {})
                   for actor in document.head.actors)
    dialog = counted(document.replace(head=document.head.model_copy(update={"actors": actors})))
    assert rows(dialog)[0][1][2] == "–"
    dialog.in_money.setChecked(True)
    cost = need(need(dialog.found).costs.everybody).sides[0]
    assert cost.amount == pytest.approx(cost.minutes / 6)
    assert rows(dialog)[0][1][2] == f"€{cost.amount:.2f}"
    assert not counted(APA).in_money.isVisible()


def test_an_empty_wall_says_why_nothing_is_counted(counted: Counted) -> None:
    dialog = counted(BLANK)
    assert rows(dialog) == []
    assert need(dialog.found).costs.everybody is None
    assert len(said(dialog)) > len("Cost and scale") + 20


def test_it_can_be_copied_as_text(counted: Counted, qtbot: QtBot) -> None:
    dialog = counted(without_wax_errors())
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Cost and scale\n")
    assert "$0.18" in text


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_chart_shows_gain_and_loss_and_tells_them(counted: Counted, theme: Theme) -> None:
    dialog = counted(without_wax_errors(), theme=theme)
    chart = need(dialog.findChild(ExtraChart))
    assert "3.8\u00a0min" in chart.accessibleDescription()
    picture: QImage = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3)
               for y in range(0, picture.height(), 3)}
    assert {theme.good_tint.lower(), theme.friction.tint.lower()} <= colours


def test_hostile_names_are_text(counted: Counted) -> None:
    document = load(APA).document
    name = "<b>Roux</b>\n=1+1 " + "x" * 400
    personas = (document.head.personas[0].model_copy(update={"name": name}), *document.head.personas[1:])
    dialog = counted(document.replace(head=document.head.model_copy(update={"personas": personas})))
    assert rows(dialog)[1][2][0] == " ".join(name.split())
    assert dialog.width() < 1000


def test_the_menu_opens_it_and_the_place_of_journeys(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    shown = []

    def executed(dialog: ScaleDialog) -> int:
        shown.append(dialog)
        dialog.done(QDialog.DialogCode.Accepted)
        return 1

    monkeypatch.setattr(ScaleDialog, "exec", executed)
    window.actions_table.by_name["dialogs.show_scale"].trigger()
    assert len(shown) == 1
    window.go_to("journeys")
    window.panels.find(JourneysPanel).costs.click()
    assert len(shown) == 2
