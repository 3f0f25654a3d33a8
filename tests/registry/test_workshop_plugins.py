"""Workshop scripts of plug-ins: read once, as texts or as scripts; what is no script is named and set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.registry.broken import declare, site
from visavis.blueprint.registry import plugins
from visavis.blueprint.registry.workshop_scripts import own_workshops_folder, workshops
from visavis.templates.workshop_scripts import NAMES

__all__ = ["site"]

SCRIPT = {"format": "visavis-workshop/1", "name": "offices", "title": {"fr": "Bureaux", "en": "Offices"},
          "activities": [{"prompt": {"en": "Which?"}, "minutes": 5}]}


def install(folder: Path, name: str, given: str) -> None:
    module = f"broken_{name}"
    (folder / f"{module}.py").write_text(f"TEXT = {json.dumps(SCRIPT)!r}\nGIVEN = {given}\n", encoding="utf-8")
    declare(folder, name, f"[visavis.workshops]\n{name} = {module}:GIVEN\n")


def test_a_text_and_a_script_are_both_taken(site: Path) -> None:
    install(site, "texts", "(TEXT,)")
    install(site, "scripts", "[__import__('visavis.blueprint.registry.workshop_format', fromlist=['x'])"
                             ".read_script(TEXT, 'again')]")
    found = workshops()
    assert {*NAMES, "offices", "again"} == set(found)
    assert list(found)[:2] == ["as-is", "to-be"]
    assert found["offices"].title_in("fr") == "Bureaux"
    assert plugins().load_failures() == ()


def test_one_without_a_name_is_called_as_its_title(site: Path) -> None:
    install(site, "nameless", "(TEXT.replace('offices', ''),)")
    assert "offices" in workshops()


@pytest.mark.parametrize(("given", "told"), [
    ("42", "'scripts' cannot be int"),
    ("(42,)", "'script' cannot be int"),
    ("('{}',)", "workshop script, format: "),
    ("(TEXT.replace(': 5', ': 0'),)", "workshop script, activities.0.minutes: "),
    ("(TEXT.replace('offices', '../x'),)", "'name' cannot be"),
    ("(TEXT, TEXT)", "'offices' already exists"),
    ("(TEXT.replace('offices', 'as-is'),)", "'as-is' already exists"),
    ("1 / 0", "ZeroDivisionError"),
])
def test_what_is_no_script_is_named(site: Path, given: str, told: str) -> None:
    install(site, "wrong", given)
    assert list(workshops()) == list(NAMES)
    (failure,) = plugins().load_failures()
    assert failure.plugin == "wrong"
    assert told in str(failure.describe())


def test_a_script_of_one_s_own_goes_before_one_of_the_same_name(site: Path, monkeypatch: pytest.MonkeyPatch,
                                                                tmp_path: Path) -> None:
    monkeypatch.setenv("VISAVIS_TEMPLATES", str(tmp_path / "own" / "templates"))
    install(site, "texts", "(TEXT,)")
    folder = own_workshops_folder()
    assert folder is not None
    folder.mkdir(parents=True)
    (folder / "offices.json").write_text(json.dumps({**SCRIPT, "name": "x", "title": {"en": "Mine"}}))
    (folder / "none.json").write_text("{")
    assert set(workshops()) == {*NAMES, "offices"}
    assert workshops()["offices"].title_in("fr") == "Mine"
