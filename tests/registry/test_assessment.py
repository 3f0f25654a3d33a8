"""A document is assessed as it stands in its folder: the organisation's settings, and the blueprint it redesigns."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import Neighbourhood, assess, surroundings_of
from visavis.blueprint.storage import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def copied(folder: Path, *names: str) -> Path:
    for name in names:
        shutil.copy(EXAMPLES / f"{name}.blueprint.json", folder)
    return folder / f"{names[0]}.blueprint.json"


def test_without_a_file_there_is_nothing_around(tmp_path: Path) -> None:
    document = load(EXAMPLES / "apa-a-domicile-cible.blueprint.json").document
    around = surroundings_of(None, document)
    assert around.before is None
    assert assess(document).frictions.asked == assess(document, around).frictions.asked


def test_the_blueprint_that_is_redesigned_is_taken_from_the_same_folder(tmp_path: Path) -> None:
    path = copied(tmp_path, "apa-a-domicile-cible")
    document = load(path).document
    assert surroundings_of(path, document).before is None
    copied(tmp_path, "apa-a-domicile")
    before = surroundings_of(path, document).before
    assert before is not None
    assert before.document.head.id == document.head.redesigns


def test_another_blueprint_of_that_name_is_not_taken(tmp_path: Path) -> None:
    path = copied(tmp_path, "apa-a-domicile-cible", "hotel-stay")
    document = load(path).document
    (tmp_path / "hotel-stay.blueprint.json").rename(tmp_path / f"{document.head.redesigns}.blueprint.json")
    assert surroundings_of(path, document).before is None


def test_settings_beside_the_file_choose_the_rules(tmp_path: Path) -> None:
    path = copied(tmp_path, "apa-a-domicile")
    document = load(path).document
    (tmp_path / "visavis.toml").write_text('[rules]\ndrop = ["rekeying"]\n', encoding="utf-8")
    usual = set(assess(document).frictions.asked)
    named = {clause.rule for clause in document.head.avoid}
    fewer = set(assess(document, surroundings_of(path, document)).frictions.asked)
    assert usual - fewer == ({"rekeying"} - named)


def test_what_cannot_be_used_is_refused_here_and_passed_over_while_drawing(tmp_path: Path) -> None:
    path = copied(tmp_path, "corner-shoeshine")
    document = load(path).document
    (tmp_path / "visavis.toml").write_text("[rules\n", encoding="utf-8")
    with pytest.raises(BlueprintError):
        surroundings_of(path, document)
    around = Neighbourhood()
    around.path = path
    frictions = around.assess(document).frictions
    assert frictions.findings == assess(document).frictions.findings
    (slip,) = frictions.slips
    assert "this is not TOML" in str(slip)


def test_changed_settings_are_read_again_and_unchanged_ones_are_not(tmp_path: Path) -> None:
    path = copied(tmp_path, "apa-a-domicile-cible", "apa-a-domicile")
    document = load(path).document
    around = Neighbourhood()
    around.path = path
    first = around.surroundings(document)
    assert around.surroundings(document) is first
    (tmp_path / "visavis.toml").write_text('[rules]\nset = "all"\n', encoding="utf-8")
    assert around.surroundings(document).organisation.rules.set == "all"
