"""Another kind of journey, drawn as a designer would: a residence permit is renewed, redesigned, compared, printed.

Online account, proofs, silence, expiry, an association, the loop of completeness, fingerprints, two appointments; two
personas. How many keys and clicks that takes stands in `docs/capture.md`, and may only fall.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.ui.conftest import BLANK, ROOT, Open
from tests.ui.designer import ALT, CTRL, Designer, Key
from tests.ui.dialogs import meanwhile
from visavis.blueprint.analysis import ChangeKind
from visavis.blueprint.model import FlowKind, StepKind
from visavis.blueprint.storage import load
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.redesign.redesign_panel import RedesignPanel
from visavis.ui.kit.i18n import tr


@pytest.fixture
def designer(open_window: Open, qtbot: QtBot) -> Designer:
    window = open_window(BLANK)
    window.canvas.set_reduced_motion(True)
    window.canvas.setFocus()
    return Designer(window, qtbot)


def draw_the_request(designer: Designer) -> None:
    """What comes before the silence: an account, proofs, a request that is checked, and the loop of completeness."""
    for name, new in (("Avant", "Préparer"), ("Pendant", "Déposer"), ("Après", "Recevoir")):
        designer.rename_phase(name, new)
    designer.click_cell("citizen", "before", 0)
    designer.write_step("Voit que son titre expire !10min", Key.Key_Tab)
    designer.write_step("Crée un compte en ligne !25min @en-ligne", Key.Key_Tab)
    designer.write_step("Réunit les preuves !3h #justificatif-de-domicile #photo", Key.Key_Tab)
    designer.write_step("# Déposer", Key.Key_Tab)
    designer.write("Dépose la demande !40min @en-ligne")
    designer.answer(">> Contrôle le dossier !15min")
    designer.press(Key.Key_3, ALT)
    designer.answer("Cherche la pièce qui manque !1h")
    # The loop: from the missing paper back to the request, one card to the left.
    designer.press(Key.Key_L, CTRL)
    designer.press(Key.Key_Left)
    designer.press(Key.Key_Return)
    designer.press(Key.Key_Escape)


def draw_the_silence(designer: Designer) -> None:
    """Examined for two months without a word; the permit expires meanwhile, an association helps."""
    designer.go_on_from("Contrôle le dossier", "Instruit la demande !2h")
    designer.answer("Attend sans nouvelles ~60j")
    designer.press(Key.Key_2, ALT)
    designer.go_on_from("Attend sans nouvelles", "Son titre expire")
    designer.press(Key.Key_Tab)
    designer.write("Va voir une association !1h30 @guichet")
    designer.answer("> Explique où en est le dossier !20min")


def draw_the_appointments(designer: Designer) -> None:
    """Two appointments, fingerprints at the first, the card at the second."""
    designer.go_on_from("Va voir une association", "# Recevoir")
    designer.press(Key.Key_Tab)
    designer.write_step("Prend rendez-vous !10min @en-ligne", Key.Key_Tab)
    designer.write("Donne ses empreintes !20min @guichet")
    designer.answer("> Relève les empreintes !15min")
    designer.go_on_from("Donne ses empreintes", "Attend la carte ~30j")
    designer.press(Key.Key_Return)
    designer.press(Key.Key_2, ALT)
    designer.go_on_from("Attend la carte", "Retire la carte !30min @guichet")
    designer.answer("> Remet la carte !10min")
    designer.go_on_from("Retire la carte", "A son nouveau titre")
    designer.press(Key.Key_Return)
    designer.press(Key.Key_6, ALT)


def name_the_personas(designer: Designer) -> None:
    """Two rows in the table's sheet of personas, two places further with Ctrl+Tab."""
    from visavis.ui.features.table.table_panel import TablePanel

    window = designer.window
    designer.press(Key.Key_Tab, CTRL)
    table = window.panels.find(TablePanel)
    designer.click_button(table.tabs["personas"])
    for name in ("Mme Traoré", "M. Haddad"):
        designer.press(Key.Key_Return, CTRL)
        designer.write_step(name)
    window.go_to("draw")
    window.canvas.setFocus()


def save_as(designer: Designer, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    designer.press(Key.Key_S, CTRL)
    designer.qtbot.waitUntil(lambda: path.exists() and designer.window.bridge.session.is_saved, timeout=20_000)
    designer.qtbot.waitUntil(designer.window.bridge.is_settled, timeout=30_000)


def make_the_redesign(designer: Designer) -> None:
    """No association is needed where people hear from their case, and what is missing is asked at once."""
    designer.run_command(tr("Create the redesign…").rstrip("…"))
    for gone in ("Cherche la pièce qui manque", "Va voir une association", "Explique où en est le dossier"):
        designer.click(gone)
        designer.press(Key.Key_Delete)
    designer.click("Attend sans nouvelles")
    designer.press(Key.Key_F2)
    designer.press(Key.Key_A, CTRL)
    designer.write_step("Suit son dossier en ligne ~20j")


def print_it(designer: Designer, path: Path) -> None:
    """Export with the dialog's own button: it offers what was exported last, or the poster."""
    def go(dialog: ExportDialog) -> None:
        dialog.export_to(path)
        designer.qtbot.waitUntil(lambda: bool(dialog.written), timeout=60_000)
    meanwhile(go)
    designer.press(Key.Key_E, CTRL)
    assert path.read_bytes().startswith(b"%PDF-")
    designer.come_back()


def test_a_residence_permit_is_drawn_redesigned_compared_and_printed(
        designer: Designer, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, bridge = designer.window, designer.window.bridge
    draw_the_request(designer)
    draw_the_silence(designer)
    draw_the_appointments(designer)
    name_the_personas(designer)
    drawn, counted = bridge.document, designer.actions
    assert [phase.name for phase in drawn.head.phases] == ["Préparer", "Déposer", "Recevoir"]
    assert len(drawn.steps) == 18
    assert {step.kind for step in drawn.steps} == {StepKind.ACTION, StepKind.WAIT, StepKind.DECISION, StepKind.OUTCOME}
    assert sum(flow.kind is FlowKind.INTERACTION for flow in drawn.flows) == 6
    loop = drawn.flows_from[designer.step("Cherche la pièce qui manque").id]
    assert [flow.target for flow in loop] == [designer.step("Dépose la demande").id]
    assert [persona.name for persona in drawn.head.personas] == ["Mme Traoré", "M. Haddad"]

    save_as(designer, tmp_path / "titre-de-sejour.blueprint.json", monkeypatch)
    assert load(tmp_path / "titre-de-sejour.blueprint.json").document.steps == drawn.steps
    print_it(designer, tmp_path / "actuel.pdf")

    # Its file is asked for at once.
    to_be = tmp_path / "titre-de-sejour-cible.blueprint.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to_be), ""))
    make_the_redesign(designer)
    assert to_be.exists()
    assert bridge.document.head.redesigns == drawn.head.id != bridge.document.head.id
    save_as(designer, to_be, monkeypatch)
    for _ in range(4):
        designer.press(Key.Key_Tab, CTRL)
    panel = window.panels.find(RedesignPanel)
    assert window.header.current_screen() == "redesign"
    qtbot.waitUntil(panel.is_settled, timeout=60_000)
    changes = need(panel.pair).comparison.changes
    assert sum(change.kind is ChangeKind.REMOVED for change in changes) == 3
    print_it(designer, tmp_path / "cible.pdf")
    published = re.findall(r"residence permit, [^|]*\| ([\d,]+) \|", (ROOT / "docs" / "capture.md").read_text(encoding="utf-8"))
    # The command that makes the redesign is shorter in French.
    assert (f"{counted:,}", f"{designer.actions + 3 * (tr('Save') != 'Save'):,}") == tuple(published)
