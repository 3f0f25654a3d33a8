"""Presets of exports: those that ship can be made, one's own come back as they were, slips are told and not fatal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from visavis.blueprint.language import LANGUAGES, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import (
    ContentChoice,
    ExportOrder,
    fit_preset,
    initial_values,
    plugins,
    read_presets,
    remove_preset,
    save_preset,
    shipped_presets,
)
from visavis.blueprint.storage import load

DOCUMENT = load(Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json").document
ORDERS = (
    ExportOrder("poster", {"paper": "A3"}),
    ExportOrder("poster", {"paper": "A0", "colours": "grey"}, "en", ContentChoice(("nguyen",), ("attendre",), (), ("granted",), True)),
)


def told(messages: object) -> list[str]:
    return [translator("en")(each) for each in messages]  # type: ignore[attr-defined]  # any sequence of messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_can_be_made_and_has_a_name_in_both_languages(language: str) -> None:
    known = plugins().exporters
    shipped = shipped_presets(known)
    assert len({translator(language)(preset.title) for preset in shipped}) == len(shipped) == 4
    for preset in shipped:
        orders, slips = fit_preset(preset, known, DOCUMENT)
        assert orders == preset.orders
        assert slips == ()
        for order in orders:
            known[order.form].suffix(initial_values(known[order.form].options, language) | dict(order.options))
    assert [order.form for order in shipped[-1].orders] == list(known)


def test_one_s_own_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    assert read_presets(folder).presets == ()
    saved = save_preset(folder, "  Comité \n d’été ", ORDERS)
    own = read_presets(folder)
    assert own.faults == ()
    assert [preset.orders for preset in own.presets] == [ORDERS]
    assert translator("en")(own.presets[0].title) == "Comité d’été"
    assert fit_preset(own.presets[0], plugins().exporters, DOCUMENT) == (ORDERS, ())
    remove_preset(saved)
    assert read_presets(folder).presets == ()
    remove_preset(saved)


def test_a_name_replaces_its_own_file_and_no_other(tmp_path: Path) -> None:
    save_preset(tmp_path, "Réunion", ORDERS[:1])
    save_preset(tmp_path, "Réunion !", ORDERS)
    save_preset(tmp_path, "réunion", ORDERS[1:])
    assert [(translator("en")(preset.title), preset.orders) for preset in read_presets(tmp_path).presets] == [
        ("réunion", ORDERS[1:]), ("Réunion !", ORDERS)]


@pytest.mark.parametrize("title", ["../../escaped", "/etc/x", "...", "con", "", "\0"])
def test_a_name_never_makes_a_path(tmp_path: Path, title: str) -> None:
    saved = save_preset(tmp_path, title, ORDERS)
    assert saved.path is not None
    assert saved.path.parent == tmp_path
    assert saved.path.is_file()


@pytest.mark.parametrize(("content", "fault"), [
    (b"{", "damaged"), (b"\xff\xfe", "damaged"), (b"[" * 100_000, "damaged"), (b"[]", "not what a preset has"), (b"null", "not what a preset has"),
    (b'{"format": "visavis-exports/9", "title": "x", "exports": []}', "visavis-exports/9"),
    (b'{"format": "visavis-exports/1", "title": "x", "exports": [{"form": "poster"}]}', "exports.0"),
    (b'{"format": "visavis-exports/1", "title": "x", "exports": [{"format": "poster", "options": {"paper": 3}}]}', "exports.0.options.paper"),
    (b" " * 2_000_000, "too large")])
def test_a_file_that_is_none_is_told_and_the_others_are_there(tmp_path: Path, content: bytes, fault: str) -> None:
    save_preset(tmp_path, "Comité", ORDERS)
    (tmp_path / "broken.exports.json").write_bytes(content)
    own = read_presets(tmp_path)
    assert len(own.presets) == 1
    (said,) = told(own.faults)
    assert said.startswith("broken.exports.json: ")
    assert fault in said


def test_slips_are_told_and_what_is_left_is_made(tmp_path: Path) -> None:
    preset = save_preset(tmp_path, "x", [
        ExportOrder("postr"), ExportOrder("poster", {"paper": "600x900mm", "colours": "pink", "margn": "3"}, "en"),
        ExportOrder("svg", {}, "", ContentChoice(("nguyen", "nobody"), ("attendr",)))])
    orders, slips = fit_preset(preset, plugins().exporters, DOCUMENT)
    assert orders == (ExportOrder("poster", {"paper": "600x900mm"}, "en"), ExportOrder("svg", {}, "", ContentChoice(("nguyen",))))
    said = told(slips)
    assert len(said) == 5
    assert "did you mean 'poster'? (it may belong to a plug-in that is not installed here)" in said[0]
    assert "'pink'" in said[1]
    assert "did you mean 'margin'" in said[2]
    assert "persona 'nobody' does not exist" in said[3]
    assert "did you mean 'attendre'" in said[4]


def test_what_cannot_be_saved_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BlueprintError):
        save_preset(tmp_path / "file", "x", ORDERS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    saved = save_preset(tmp_path, "x", ORDERS)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(BlueprintError):
        remove_preset(saved)


def test_a_preset_is_no_blueprint_and_small(tmp_path: Path) -> None:
    saved = save_preset(tmp_path, "x", ORDERS)
    assert saved.path is not None
    assert json.loads(saved.path.read_bytes())["exports"][0] == {"format": "poster", "options": {"paper": "A3"}}
    assert isinstance(DOCUMENT, BlueprintDocument)
