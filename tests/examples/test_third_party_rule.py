"""The worked example of a rule of one's own: found by entry point, chosen by its set, judged like the others."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from visavis.blueprint.analysis.frictions.rule_sets import chosen_rules, set_names
from visavis.blueprint.analysis.frictions.runner import analyse
from visavis.blueprint.language import translator
from visavis.blueprint.registry.plugins import Plugins
from visavis.blueprint.storage import load
from visavis.blueprint.storage.organisation import Organisation

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = EXAMPLES / "third_party_rule"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch):
    """The rules that the package's own pyproject.toml declares, loaded as an installed plug-in would be."""
    monkeypatch.syspath_prepend(str(HOME))
    declared = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    points = declared["project"]["entry-points"]["visavis.rules"]
    found = tuple(EntryPoint(name, value, "visavis.rules") for name, value in points.items())
    plugins = Plugins(lambda group: found if group == "visavis.rules" else ())
    yield plugins.rules
    assert plugins.load_failures() == ()
    sys.modules.pop("saint_exemple_rules", None)


def test_the_rule_is_found_and_has_a_set_of_its_own(rules) -> None:
    assert [rule.name for rule in rules] == ["too-many-offices"]
    assert "saint-exemple" in set_names(rules)
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    assert chosen_rules(document, rules, Organisation()) == ()
    assert chosen_rules(document, rules, Organisation(), "saint-exemple") == rules


def test_the_rule_speaks_of_offices_beyond_the_limit_and_the_limit_can_be_set(rules) -> None:
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    (found,) = analyse(document, rules).frictions.findings
    assert found.rule == "too-many-offices"
    assert found.citizen_minutes is not None
    assert found.citizen_minutes > 0
    assert "People also turn to " in translator("en")(found.message)
    generous = Organisation.model_validate({"thresholds": {"too-many-offices": {
        "offices": {"value": 99, "unit": "count", "source": "Another charter"}}}})
    assert analyse(document, rules, organisation=generous).frictions.findings == ()


def test_without_units_it_is_not_assessed(rules) -> None:
    document = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    bare = document.replace(steps=tuple(step.model_copy(update={"unit": None}) for step in document.steps))
    report = analyse(bare, rules).frictions
    assert report.findings == ()
    assert [gap.rule for gap in report.not_assessed] == ["too-many-offices"]
