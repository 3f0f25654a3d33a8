"""Blueprints beside one another are found by their ids, whatever their files are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import builders
from tests.need import need
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import encode, sibling_files
from visavis.blueprint.storage.sibling_files import find_blueprint, find_blueprints_naming


def put(folder: Path, file: str, name: str, **head: object) -> BlueprintDocument:
    document = builders.document(head={"id": name, **head})
    (folder / f"{file}.blueprint.json").write_bytes(encode(document))
    return document


def test_a_blueprint_is_found_under_its_id_or_under_any_name(tmp_path: Path) -> None:
    found = put(tmp_path, "Carte d’identité", "carte-7k3q9x")
    put(tmp_path, "autre", "autre")
    assert find_blueprint(tmp_path, "carte-7k3q9x") == (tmp_path / "Carte d’identité.blueprint.json", found)
    assert need(find_blueprint(tmp_path, "autre"))[0] == tmp_path / "autre.blueprint.json"
    assert find_blueprint(tmp_path, "carte") is None


def test_a_file_of_that_name_with_another_id_is_not_it(tmp_path: Path) -> None:
    put(tmp_path, "one", "two")
    put(tmp_path, "zz", "one")
    assert need(find_blueprint(tmp_path, "one"))[0] == tmp_path / "zz.blueprint.json"


def test_what_only_names_an_id_does_not_have_it(tmp_path: Path) -> None:
    put(tmp_path, "to-be", "two", redesigns="one")
    assert find_blueprint(tmp_path, "one") is None
    assert [path.name for path, _ in find_blueprints_naming(tmp_path, "one")] == ["to-be.blueprint.json"]


@pytest.mark.parametrize("name", ["../one", "/etc/passwd", "..", "", "a/b", "a\\b", "\x00"])
def test_an_id_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner").mkdir()
    put(tmp_path, "one", "one")
    assert find_blueprint(tmp_path / "inner", name) is None


def test_an_id_that_is_a_path_to_its_blueprint_leads_nowhere_either(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    put(tmp_path, "one", "../one")
    assert find_blueprint(tmp_path / "inner", "../one") is None


def test_an_id_that_is_no_name_of_a_file_is_found_all_the_same(tmp_path: Path) -> None:
    found = put(tmp_path, "x", "région/carte")
    assert find_blueprint(tmp_path, "région/carte") == (tmp_path / "x.blueprint.json", found)


def test_broken_and_huge_files_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.blueprint.json").write_text('{"id": "one"', encoding="utf-8")
    (tmp_path / "b.blueprint.json").mkdir()
    put(tmp_path, "c", "one")
    assert need(find_blueprint(tmp_path, "one"))[0].name == "c.blueprint.json"
    monkeypatch.setattr(sibling_files, "MOST_BYTES", 10)
    assert find_blueprint(tmp_path, "one") is None
    monkeypatch.setattr(sibling_files, "MOST_BYTES", 4_000_000)
    monkeypatch.setattr(sibling_files, "MOST_FILES", 2)
    assert find_blueprint(tmp_path, "one") is None


def test_a_file_of_that_very_name_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.blueprint.json").write_text("{", encoding="utf-8")
    with pytest.raises(BlueprintError):
        find_blueprint(tmp_path, "one")


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert find_blueprint(tmp_path / "gone", "one") is None
