"""Templates of one's own: saved without what is private, listed with the others, broken ones passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import builders
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import own_templates, plugins, remove_template, save_template, templates
from visavis.blueprint.storage import decode
from visavis.exporters.cli import main

DOCUMENT = builders.document(head={"redesigns": "autre", "triage": [], "record": {"contact": "Anne, 02 00 00 00 00"},
                                   "service": {"legal_clock": {"starts": "ask", "stops": "decide"}}})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "mine"))
    return tmp_path / "mine"


def test_a_template_keeps_the_drawing_and_leaves_what_was_said(folder: Path) -> None:
    path = save_template(DOCUMENT, "Permis & co", "Pour les permis", with_steps=True)
    assert path == folder / "permis-co.blueprint.json"
    template = templates()["permis-co"]
    assert (template.title["fr"], template.summary["en"]) == ("Permis & co", "Pour les permis")
    made = decode(template.content("fr"))
    assert made.step_by_id == DOCUMENT.step_by_id
    assert (made.head.notes, made.head.waivers, made.head.triage) == ((), (), ())
    assert (made.head.redesigns, made.head.id, made.head.title) == (None, "permis-co", "Permis & co")
    assert "record" not in made.head.to_json()
    assert made.head.service.legal_clock == DOCUMENT.head.service.legal_clock


def test_a_template_without_steps_keeps_the_grid(folder: Path) -> None:
    save_template(DOCUMENT, "Grille", "", with_steps=False)
    made = decode(templates()["grille"].content("en"))
    assert (made.steps, made.flows) == ((), ())
    assert made.head.service.legal_clock is None
    assert made.head.lanes == DOCUMENT.head.lanes
    assert made.head.personas == DOCUMENT.head.personas


def test_shipped_names_are_not_taken_and_the_same_name_is_replaced(folder: Path) -> None:
    assert save_template(DOCUMENT, "Blank", "", with_steps=False).name == "blank-2.blueprint.json"
    save_template(DOCUMENT, "Grille", "un", with_steps=False)
    save_template(DOCUMENT, "Grille", "deux", with_steps=False)
    assert own_templates()["grille"].summary["fr"] == "deux"
    assert set(plugins().templates) < set(templates())


def test_broken_files_are_passed_over_and_gone_ones_told(folder: Path) -> None:
    save_template(DOCUMENT, "Grille", "", with_steps=False)
    template = own_templates()["grille"]
    for name, content in (("a", b""), ("b", b"[]"), ("c", b"{"), ("d", b'{"graph": 3}')):
        (folder / f"{name}.blueprint.json").write_bytes(content)
    assert set(own_templates()) == {"grille"}
    remove_template("grille")
    with pytest.raises(BlueprintError, match="cannot be read"):
        template.content("fr")
    with pytest.raises(BlueprintError, match="no template"):
        remove_template("grille")


def test_without_a_folder_there_are_none_and_saving_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", "none")
    assert own_templates() == {}
    with pytest.raises(BlueprintError, match="no folder for templates"):
        save_template(DOCUMENT, "x", "", with_steps=True)


def test_the_command_line_lists_and_uses_them(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_template(DOCUMENT, "Permis", "Pour les permis", with_steps=True)
    assert main(["templates"]) == 0
    assert "Pour les permis" in capsys.readouterr().out
    assert main(["new", "permis", "-o", str(tmp_path / "x.blueprint.json")]) == 0
    assert (tmp_path / "x.blueprint.json").exists()


@pytest.mark.parametrize("title", ["../../escaped", "/etc/passwd", "..", "a/b\\c", "\0", "con", "x" * 500, "🙂"])
def test_no_title_leaves_the_folder(folder: Path, title: str) -> None:
    path = save_template(DOCUMENT, title, "", with_steps=False)
    assert path.resolve().parent == folder.resolve()
    assert list(own_templates()) == [path.name.removesuffix(".blueprint.json")]
    remove_template(next(iter(own_templates())))
    assert list(folder.iterdir()) == []
    for name in ("../mine/x", str(folder / "x"), ".."):
        with pytest.raises(BlueprintError):
            remove_template(name)
