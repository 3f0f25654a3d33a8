"""The worked example of a distribution of one's own: found by entry points, its rule judged like the others."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from visavis.blueprint.analysis import FrictionRule, analyse, chosen_rules, set_names
from visavis.blueprint.language import translator
from visavis.blueprint.registry import Plugins
from visavis.blueprint.storage import decode, load
from visavis.blueprint.storage.organisation import Organisation

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = EXAMPLES / "third_party"


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """What the package's own pyproject.toml declares, loaded as an installed plug-in would be."""
    monkeypatch.syspath_prepend(str(HOME))
    declared = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    points = {group: tuple(EntryPoint(name, value, group) for name, value in found.items())
              for group, found in declared.items()}
    plugins = Plugins(lambda group: points.get(group, ()))
    yield plugins
    assert plugins.load_failures() == ()
    for name in [name for name in sys.modules if name.partition(".")[0] == "saint_exemple"]:
        del sys.modules[name]


@pytest.fixture
def rules(added: Plugins) -> tuple[FrictionRule, ...]:
    return added.rules


def test_it_adds_one_thing_to_each_group(added: Plugins) -> None:
    assert (list(added.exporters), list(added.importers), list(added.templates), list(added.workshops)) == (
        ["saint-exemple-offices"], ["saint-exemple-register"], ["saint-exemple-counter"], ["saint-exemple-offices"])
    assert [rule.name for rule in added.rules] == ["too-many-offices"]


def test_every_sentence_of_it_has_french_and_nothing_else_does(added: Plugins) -> None:
    assert added.load_failures() == ()
    known = sys.modules["saint_exemple.french"].TRANSLATIONS["fr"]
    said = {text for file in (HOME / "saint_exemple").glob("*.py")
            for text in re.findall(r'message\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))}
    assert said == set(known)
    for french in known.values():
        assert not re.search(r" [:;!?»]|« |'", french), french


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_template_is_a_blueprint(added: Plugins, language: str) -> None:
    document = decode(added.templates["saint-exemple-counter"].content(language))
    assert document.head.language == language
    assert len(document.steps) == 4


def test_the_rule_is_found_and_has_a_set_of_its_own(rules: tuple[FrictionRule, ...]) -> None:
    assert [rule.name for rule in rules] == ["too-many-offices"]
    assert "saint-exemple" in set_names(rules)
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    assert chosen_rules(document, rules, Organisation()) == ()
    assert chosen_rules(document, rules, Organisation(), "saint-exemple") == rules


def test_the_rule_speaks_of_offices_beyond_the_limit_and_the_limit_can_be_set(rules: tuple[FrictionRule, ...]) -> None:
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    (found,) = analyse(document, rules).frictions.findings
    assert found.rule == "too-many-offices"
    assert found.citizen_minutes is not None
    assert found.citizen_minutes > 0
    assert "People also turn to " in translator("en")(found.message)
    generous = Organisation.model_validate({"thresholds": {"too-many-offices": {
        "offices": {"value": 99, "unit": "count", "source": "Another charter"}}}})
    assert analyse(document, rules, organisation=generous).frictions.findings == ()


def test_without_units_it_is_not_assessed(rules: tuple[FrictionRule, ...]) -> None:
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    bare = document.replace(steps=tuple(step.model_copy(update={"unit": None}) for step in document.steps))
    report = analyse(bare, rules).frictions
    assert report.findings == ()
    assert [gap.rule for gap in report.not_assessed] == ["too-many-offices"]
