"""Kits of one's own: kept whole, imported, shared, replaced, deleted; what goes wrong leaves the old one as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.drawing.brand.kits import EXAMPLE, SQUARE, example, picture, whole_kit, write_kit
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import (
    KitDraft,
    brand_kits,
    draft_of,
    entries_of,
    find_kit,
    import_kit,
    load_kit,
    own_kits,
    read_draft,
    remove_kit,
    save_kit,
    share_kit,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_BRANDS", str(tmp_path / "mine"))
    return tmp_path / "mine"


def said(error: BlueprintError) -> str:
    return translator("en")(error.message)


def test_a_kit_is_imported_whole_and_its_source_may_go(tmp_path: Path, folder: Path) -> None:
    source = whole_kit(tmp_path / "sent")
    name = import_kit(source)
    for path in source.parent.iterdir():
        path.unlink()
    assert own_kits() == {name: folder / "ville-de-trois-ponts" / "brand.toml"}
    kit = load_kit(name)
    assert (kit.name, kit.entries.phone, sorted(kit.faces)) == ("Ville de Trois-Ponts", "01 00 00 00 00", ["bold", "regular"])
    assert kit.logo is not None
    assert load_kit(name) is kit, "nothing changed: it is not read again"
    (kit.file.parent / "logo.png").write_bytes(picture(10, 40))
    assert load_kit(name) is not kit


def test_a_broken_kit_is_not_imported(tmp_path: Path) -> None:
    with pytest.raises(BlueprintError, match="is not a font"):
        import_kit(write_kit(tmp_path / "sent", 'name = "V"\n[fonts]\nbold = "b.ttf"\n', b_ttf=b"no font"))
    assert own_kits() == {}


def test_kits_of_one_name_stay_apart_and_a_changed_one_replaces_itself(folder: Path) -> None:
    first, second = import_kit(EXAMPLE), import_kit(EXAMPLE)
    assert (first, second) == ("ville-de-saint-exemple", "ville-de-saint-exemple-2")
    changed = replace(draft_of(load_kit(first)), phone="3939")
    assert save_kit(changed, first) == first
    assert [load_kit(name).entries.phone for name in (first, second)] == ["3939", "01 23 45 67 89"]
    renamed = save_kit(replace(changed, name="Agglo"), first)
    assert sorted(own_kits()) == ["agglo", second]
    assert sorted(path.name for path in folder.iterdir()) == [renamed, second], "nothing is left lying about"


def test_what_cannot_be_saved_leaves_the_old_one(tmp_path: Path, folder: Path) -> None:
    name = import_kit(EXAMPLE)
    draft = replace(draft_of(load_kit(name)), logo=tmp_path / "gone.svg")
    with pytest.raises(BlueprintError, match=r"gone\.svg"):
        save_kit(draft, name)
    assert load_kit(name).logo is not None
    assert [path.name for path in folder.iterdir()] == [name]
    with pytest.raises(BlueprintError) as refused:
        save_kit(KitDraft(name="V", colours={"main": "green"}))
    assert "is not a colour" in said(refused.value)


def test_files_that_are_called_alike_are_both_kept(tmp_path: Path) -> None:
    for where in ("a", "b"):
        write_kit(tmp_path / where, "", logo_svg=SQUARE, font_ttf=(EXAMPLE / f"NotoSans-{'Bold' if where == 'b' else 'Regular'}.ttf").read_bytes())
    draft = KitDraft("V", fonts={"regular": tmp_path / "a" / "font.ttf", "bold": tmp_path / "b" / "font.ttf"})
    kit = load_kit(save_kit(draft))
    assert kit.faces["regular"] != kit.faces["bold"]
    assert entries_of(draft_of(kit)).fonts.files() == {"regular": "font.ttf", "bold": "bold-font.ttf"}


def test_a_kit_is_shared_and_comes_back(tmp_path: Path) -> None:
    name = import_kit(EXAMPLE)
    shared = share_kit(name, tmp_path / "out")
    assert {path.name for path in shared.iterdir()} == {"brand.toml", "logo.svg", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}
    assert load_kit(str(shared)).entries == example().entries
    with pytest.raises(BlueprintError, match="exists"):
        share_kit(name, tmp_path / "out")
    remove_kit(name)
    assert own_kits() == {}
    assert load_kit(import_kit(shared)).entries == example().entries


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import_kit(EXAMPLE)
    with pytest.raises(BlueprintError) as refused:
        find_kit("ville-de-saint-exmple")
    assert said(refused.value) == ("brand kit 'ville-de-saint-exmple' does not exist; did you mean 'ville-de-saint-exemple'?")
    with pytest.raises(BlueprintError, match="there is no brand kit"):
        find_kit("nowhere/brand.toml")
    with pytest.raises(BlueprintError, match="no brand kit 'x' of your own"):
        remove_kit("x")
    monkeypatch.setenv("VISAVIS_BRANDS", "none")
    assert own_kits() == {}
    with pytest.raises(BlueprintError, match="no folder for brand kits"):
        save_kit(KitDraft("V"))


def test_a_draft_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"no font")
    draft = KitDraft("", logo=EXAMPLE / "logo.svg", colours={"main": "#0B5D57"},
                     fonts={"regular": tmp_path / "no.ttf", "bold": EXAMPLE / "NotoSans-Bold.ttf", "semibold": tmp_path / "gone"})
    reading = read_draft(draft)
    assert sorted(reading.faults) == ["regular", "semibold"]
    assert reading.kit.logo is not None
    assert list(reading.kit.faces) == ["bold"]
    assert [answer.used for answer in reading.kit.answers] == ["#0B5D57"]
    assert read_draft(KitDraft()).faults == {}


def test_what_lies_half_written_is_no_kit(folder: Path) -> None:
    write_kit(folder / ".new-abc", 'name = "Half"')
    write_kit(folder / ".old-abc", 'name = "Old"')
    write_kit(folder / "whole", 'name = "Whole"')
    (folder / "empty").mkdir()
    assert list(own_kits()) == ["whole"]
    assert brand_kits.kits_folder() == folder
