"""What holds for every rule that ships: names, explanations, sources, and cases of its own in the tests."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from visavis.blueprint.analysis import RULES, FrictionRule
from visavis.blueprint.analysis.frictions.guide import SOURCES
from visavis.blueprint.analysis.frictions.rule import inputs_of
from visavis.blueprint.analysis.frictions.rule_inputs import has_field
from visavis.blueprint.language import Message, translator

HERE = Path(__file__).parent
RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def told(rule: FrictionRule) -> list[Message]:
    guide = rule.guide
    return [rule.title, guide.matters, guide.fires, guide.cost, guide.remedy, guide.side_effect, *guide.spares,
            *(need.words for need in rule.needs)]


def test_names_are_unique_and_kebab_case() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_every_rule_that_is_written_is_asked() -> None:
    asked = {Path(inspect.getfile(type(rule))) for rule in RULES}
    (folder,) = {path.parent for path in asked}
    unasked = [path.name for path in sorted(folder.glob("*.py")) if "def assess" in path.read_text(encoding="utf-8") and path not in asked]
    assert not unasked, f"add to RULES in rules/__init__.py what is in {', '.join(unasked)}"


@RULE
def test_a_rule_is_where_its_name_says(rule: FrictionRule) -> None:
    """Two rules that are two ends of one thing share a file: effort that moved to the citizen, or to the agent."""
    file = Path(inspect.getfile(type(rule))).stem
    assert rule.name.replace("-", "_") == file or (file == "effort_shift" and rule.name.startswith("effort-shift-to-")), \
        f"{file}.py holds the rule {rule.name}: the file is to be {rule.name.replace('-', '_')}.py"
    assert type(rule).__name__ == rule.name.title().replace("-", ""), f"{type(rule).__name__} is the rule {rule.name}"


@RULE
def test_a_rule_explains_itself_in_both_languages(rule: FrictionRule) -> None:
    english, french = translator("en"), translator("fr")
    for part in told(rule):
        assert english(part).strip()
        assert "{" not in english(part)
    untold = [english(part) for part in told(rule) if len(english(part)) > 30 and french(part) == english(part)]
    assert not untold, "\n".join(["no French (make translations):", *untold])


@RULE
def test_a_rule_names_its_sources_its_limits_and_what_it_spares(rule: FrictionRule) -> None:
    assert rule.guide.sources
    for name in rule.guide.sources:
        assert name in SOURCES, f"{name}: write it into SOURCES in frictions/guide.py"
    assert rule.guide.spares
    assert len({threshold.name for threshold in rule.thresholds}) == len(rule.thresholds)
    assert all(threshold.source for threshold in rule.thresholds)


@RULE
def test_what_a_rule_lacks_is_a_field_of_the_file(rule: FrictionRule) -> None:
    assert rule.needs, f"{rule.name} names nothing that it cannot judge without"
    for need in (*rule.needs, *inputs_of(rule)):
        assert has_field(need), f"{rule.name}: a {need.element} has no field {need.field!r} (blueprint/model/elements.py)"


@RULE
def test_a_rule_has_cases_of_its_own(rule: FrictionRule) -> None:
    files = [*HERE.glob("test_*.py"), *HERE.parent.glob("test_*.py"), *HERE.parent.glob("comparison/test_*.py")]
    named = [file for file in files if file != Path(__file__) and re.search(rf"[\"']{rule.name}[\"']",
                                                                            file.read_text(encoding="utf-8"))]
    assert named, f"write tests/analysis/rules/test_{rule.name.replace('-', '_')}.py"
