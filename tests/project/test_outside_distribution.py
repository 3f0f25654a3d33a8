"""What another distribution adds works where it is installed: the example of `examples/third_party`, as its own wheel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.project.environments import ROOT, Environment, build_wheel, fresh_environment

EXAMPLE = ROOT / "examples" / "third_party"
ALLOWANCE = ROOT / "examples" / "apa-a-domicile.blueprint.json"
FRENCH = {"VISAVIS_LANGUAGE": "fr"}
REGISTER = "office;step;minutes\naccueil;Reçoit la demande;15\n;;5\ninstruction;Vérifie;longtemps\n"

# What the window shows of it, asked in the window: dialogs, search field, scripts on the wall.
WINDOW = """
import json
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
from visavis.blueprint.registry.workshop_scripts import workshops
from visavis.blueprint.drawing import THEMES
from visavis.templates.catalogue import TEMPLATES
from visavis.blueprint.editing import EditSession
from visavis.blueprint.storage import decode
from visavis.ui.application.qt_application import load_fonts
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.importing.import_dialog import ImportDialog
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.command_palette import list_commands
from visavis.ui.window.main_window import MainWindow
set_language("fr")
load_fonts()
document = decode(TEMPLATES[0].content("fr"))
export = ExportDialog(document, Path.home(), None, form="saint-exemple-offices")
into = ImportDialog(document, THEMES["light"], form="saint-exemple-register")
def shown(dialog, listed, fields):
    return {
        "formats": [listed.itemText(row) if hasattr(listed, "itemText") else listed.item(row).text()
                    for row in range(listed.count())],
        "labels": [label.text() for label in dialog.findChildren(QLabel)],
        "choices": {name: [box.itemText(row) for row in range(box.count())] for name, box in fields.items()},
    }
told = {"export": shown(export, export.list, export.fields.options.fields), "import": shown(into, into.formats, into.options.fields),
        "scripts": [script.title_in("fr") for script in workshops().values()]}
window = MainWindow(EditSession(document), UserSettings())
told["palette"] = [(target.words, target.aside) for target in list_commands(window, window.dialogs)]
print(json.dumps(told))
import os, sys; sys.stdout.flush(); os._exit(0)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    home = tmp_path_factory.mktemp("outside")
    made = fresh_environment(home / "env")
    made.install(build_wheel(home))
    # From a copy: what building leaves behind is not for the sources.
    sources = home / "sources-of-the-example"
    shutil.copytree(EXAMPLE, sources, ignore=shutil.ignore_patterns("__pycache__"))
    made.install(sources)
    return made


@pytest.mark.slow
def test_the_commands_know_what_it_adds(environment: Environment, tmp_path: Path) -> None:
    told = environment.run("visavis", "formats", cwd=tmp_path, **FRENCH)
    assert "saint-exemple-offices Liste des bureaux (CSV)\n  --order journey|name (journey): Ordre\n" in told
    assert "saint-exemple-register Registre des procédures (CSV) .register.csv\n" in told
    told = environment.run("visavis", "check", str(ALLOWANCE), "--rules", "saint-exemple", cwd=tmp_path, **FRENCH)
    assert "too-many-offices: L’usager s’adresse aussi à " in told
    assert "→ Un seul bureau pour tous" in told
    told = environment.run("visavis", "check", str(ALLOWANCE), "--rules", "saint-exemple", "--format", "json",
                           "--lang", "en", cwd=tmp_path)
    (found,) = [one for one in json.loads(told)["findings"] if one["rule"] == "too-many-offices"]
    assert found["message"].startswith("People also turn to ")
    environment.run("visavis", "export", str(ALLOWANCE), "-t", "saint-exemple-offices", "--order", "name", "-o",
                    "offices.csv", cwd=tmp_path)
    lines = (tmp_path / "offices.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Bureau;Étape"
    assert lines[1:] == sorted(lines[1:])
    environment.run("visavis", "new", "saint-exemple-counter", "-o", "counter.blueprint.json", cwd=tmp_path, **FRENCH)
    made = json.loads((tmp_path / "counter.blueprint.json").read_text(encoding="utf-8"))
    assert made["graph"]["title"] == "Guichet de Saint-Exemple"
    assert "Guichet de Saint-Exemple" in environment.run("visavis", "templates", cwd=tmp_path, **FRENCH)


@pytest.mark.slow
def test_its_register_is_imported(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "aide.register.csv").write_text(REGISTER, encoding="utf-8")
    environment.run("visavis", "import", "aide.register.csv", "-o", "aide.blueprint.json", "--lane", "backstage",
                    cwd=tmp_path, **FRENCH)
    made = json.loads((tmp_path / "aide.blueprint.json").read_text(encoding="utf-8"))
    assert made["graph"]["title"] == "aide"
    assert [(node["title"], node["unit"]) for node in made["nodes"]] == [
        ("Reçoit la demande", "accueil"), ("Vérifie", "instruction")]
    told = environment.run("python", "-c", "import sys, visavis.exporters.cli as cli; sys.stderr = sys.stdout\n"
                           "sys.exit(cli.main(['import', 'aide.register.csv', '-o', 'x.blueprint.json']))",
                           cwd=tmp_path, **FRENCH)
    assert told.splitlines() == [
        "visavis: aide.register.csv: la ligne 3 n’a pas d’étape",
        "visavis: aide.register.csv: ligne 4 : « longtemps » n’est pas un nombre de minutes"]


@pytest.mark.slow
def test_the_window_shows_it_in_french(environment: Environment, tmp_path: Path) -> None:
    told = json.loads(environment.run("python", "-c", WINDOW, cwd=tmp_path,
                                      VISAVIS_SETTINGS="none", VISAVIS_TEMPLATES="none", **FRENCH))
    assert "Liste des bureaux (CSV)" in told["export"]["formats"]
    assert {"Ordre", "Les bureaux que rencontre l’usager, et pourquoi\u00a0: pour l’accueil."} <= set(told["export"]["labels"])
    assert told["export"]["choices"] == {"order": ["dans l’ordre du parcours", "par ordre alphabétique"]}
    assert {"Liste ou tableau d’étapes (texte)", "Registre des procédures (CSV)"} <= set(told["import"]["formats"])
    assert "Place des bureaux" in told["import"]["labels"]
    assert told["import"]["choices"] == {"lane": ["au contact (front office)", "en coulisses (back office)"]}
    assert "Un seul bureau" in told["scripts"]
    assert {("Liste des bureaux (CSV)", "Exporter"), ("Registre des procédures (CSV)", "Importer"),
            ("Guichet de Saint-Exemple", "Nouveau à partir d’un modèle")} <= {tuple(one) for one in told["palette"]}
