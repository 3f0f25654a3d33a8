"""Slips in settings: refused where a command was asked for, told where someone draws; with the place and the name."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from visavis.blueprint.language import translator
from visavis.blueprint.registry import assess
from visavis.blueprint.storage import load
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.exporters.cli import main

ROOT = Path(__file__).parents[2]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
LIMIT = {"id": "l1", "rule": "silent-wait", "name": "wait", "value": 8, "unit": "day", "source": "Charter"}
WAIT = '[thresholds.silent-wait]\nwait = {{ value = {value}, unit = "{unit}", source = "Charter" }}\n'

TOML = (
    ("[rulse]\n", "'rulse' is not a setting; did you mean 'rules'? There are rules, thresholds and service"),
    ('[rules]\nsett = "all"\n', "'rules.sett' is not a setting; did you mean 'set'? There are set, add and drop"),
    ('[rules]\nset = "legal"\n', "rules.set: rule set 'legal' does not exist; did you mean 'legal-fr'?"),
    ('[rules]\nset = 5\n', "rules.set 5 is not right: it must be a text"),
    ('[rules]\nadd = "tool-sprawl"\n', "rules.add 'tool-sprawl' is not right: it must be a list"),
    ('[rules]\nadd = ["tool-sprwl"]\n', "rules.add: rule 'tool-sprwl' does not exist; did you mean 'tool-sprawl'?"),
    ('[rules]\ndrop = ["approval"]\n', "rules.drop: rule 'approval' does not exist; did you mean 'approval-toll'?"),
    ('[thresholds.silent-wiat]\nwait = { value = 1, unit = "day", source = "" }\n',
     "thresholds.silent-wiat.wait: rule 'silent-wiat' does not exist; did you mean 'silent-wait'?"),
    ('[thresholds.silent-wait]\nwiat = { value = 1, unit = "day", source = "" }\n',
     "thresholds.silent-wait.wiat: limit of silent-wait 'wiat' does not exist; did you mean 'wait'?"),
    (WAIT.format(value=1, unit="percent"),
     "thresholds.silent-wait.wait: the unit 'percent' does not fit this limit, which is in 'day'"),
    (WAIT.format(value=1, unit="dya"), "thresholds.silent-wait.wait.unit 'dya' is unknown; did you mean 'day'?"),
    (WAIT.format(value='"8"', unit="days"), "thresholds.silent-wait.wait.unit 'days' is unknown; did you mean 'day'?"),
    (WAIT.format(value=-1, unit="day"), "thresholds.silent-wait.wait.value -1 is too small; the least is 0"),
    (WAIT.format(value="1e300", unit="day"), "thresholds.silent-wait.wait.value 1e+300 is too large"),
    (WAIT.format(value="nan", unit="day"), "thresholds.silent-wait.wait.value nan is"),
    ('[thresholds.silent-wait]\nwait = { vlue = 1, unit = "day", source = "" }\n',
     "'thresholds.silent-wait.wait.vlue' is not a setting; did you mean 'value'? There are value, unit and source"),
    ('[thresholds.silent-wait]\nwait = { unit = "day", source = "" }\n', "'thresholds.silent-wait.wait.value' is missing"),
    ("[thresholds.silent-wait]\nwait = 8\n", "thresholds.silent-wait.wait 8 is not right: it must be an object"),
    ("[service]\nworking_hours = 1\n", "'service.working_hours' is not a setting; did you mean 'working_hours_per_year'?"),
    ("service = 3\n", "service 3 is not right: it must be an object"),
    ("rules\n", "line 1, column 6: this is not TOML"),
    ('[rules]\n\nset = legal-fr\n', "line 3, column 7: this is not TOML"),
    ('[rules', "it ends too early"),
    ('set = [', "it ends too early"),
)
DOCUMENT = (
    ({"rules": "legal_fr"}, "rules: rule set 'legal_fr' does not exist; did you mean 'legal-fr'?"),
    ({"rules": "saint-exemple"}, ("there are 'recommended', 'all', 'legal-fr' and 'home-visit' "
                                  "(it may belong to a plug-in that is not installed here)")),
    ({"rules": 4}, "rules 4 is not right: it must be a text"),
    ({"thresholds": [{**LIMIT, "rule": "silent-wiat"}]},
     "limit l1: rule 'silent-wiat' does not exist; did you mean 'silent-wait'?"),
    ({"thresholds": [{**LIMIT, "name": "wiat"}]},
     "limit l1: limit of silent-wait 'wiat' does not exist; did you mean 'wait'?"),
    ({"thresholds": [{**LIMIT, "unit": "percent"}]},
     "limit l1: the unit 'percent' does not fit this limit, which is in 'day'"),
    ({"thresholds": [{**LIMIT, "unit": "dy"}]}, "limit l1: unit 'dy' is unknown; did you mean 'day'?"),
    ({"thresholds": [{**LIMIT, "value": "x"}]}, "limit l1: value 'x' is not right: it must be a number"),
    ({"thresholds": [{**LIMIT, "vale": 8}]}, "limit l1: the key 'vale' is unknown; did you mean 'value'?"),
    ({"thresholds": [{"id": "l1"}]}, "limit l1: 'rule' is missing"),
    ({"thresholds": LIMIT}, "is not right: it must be a list"),
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


def blueprint(folder: Path, **head: Any) -> Path:
    data = json.loads(SHOESHINE.read_text(encoding="utf-8"))
    data["graph"].update(head)
    path = folder / "x.blueprint.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "told"), TOML, ids=[told[:40] for _, told in TOML])
def test_a_slip_of_the_organisation_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str,
                                               told: str) -> None:
    path = blueprint(tmp_path)
    (tmp_path / "visavis.toml").write_text(text, encoding="utf-8")
    for command in (("check", str(path)), ("compare", str(path), str(path)),
                    ("export", str(path), "-t", "dot", "-o", str(tmp_path / "x.dot"))):
        assert main(command) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith(f"visavis: {tmp_path / 'visavis.toml'}: ")
        assert told in err
    assert not (tmp_path / "x.dot").exists()


@pytest.mark.parametrize(("head", "told"), DOCUMENT, ids=[told[:40] for _, told in DOCUMENT])
def test_a_slip_of_the_document_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, head: dict[str, Any],
                                           told: str) -> None:
    path = blueprint(tmp_path, **head)
    assert main(("check", str(path))) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"visavis: {path}: ")
    assert told in err


def test_several_slips_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = blueprint(tmp_path, rules="x", thresholds=[{**LIMIT, "name": "y"}, {**LIMIT, "id": "l2", "unit": "count"}])
    assert main(("check", str(path))) == 2
    assert "(and 2 more problems)" in capsys.readouterr().err


def test_what_is_right_is_taken(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = blueprint(tmp_path, rules="legal-fr", thresholds=[{**LIMIT, "unit": "hour"}])
    (tmp_path / "visavis.toml").write_text(
        '[rules]\nset = "all"\nadd = ["tool-sprawl"]\ndrop = ["approval-toll"]\n' + WAIT.format(value=10, unit="minute"),
        encoding="utf-8")
    assert main(("check", str(path))) == 0
    assert capsys.readouterr().err == ""


def test_where_somebody_draws_they_are_told_and_the_recommended_rules_look(tmp_path: Path) -> None:
    """A document of an organisation whose plug-in is not here must still open."""
    document = load(blueprint(tmp_path, rules="saint-exemple", thresholds=[{**LIMIT, "rule": "their-own"}])).document
    report = assess(document).frictions
    assert [str(slip).partition(" does not")[0] for slip in report.slips] == [
        "rules: rule set 'saint-exemple'", "limit l1: rule 'their-own'"]
    assert report.asked == assess(load(SHOESHINE).document).frictions.asked


def test_the_plugin_that_failed_is_told_beside_what_it_would_have_brought(
        capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module
    from importlib.metadata import EntryPoint

    module = import_module("visavis.blueprint.registry.plugin_discovery")
    points = {"visavis.rules": [EntryPoint("theirs", "not_there:RULES", "visavis.rules"),
                                EntryPoint("builtin", "visavis.blueprint.analysis.frictions.rules:RULES", "visavis.rules")]}
    monkeypatch.setattr(module, "_PLUGINS", module.Plugins(lambda group: points.get(group, [])))
    assert main(("check", str(blueprint(tmp_path, rules="theirs")))) == 3
    err = capsys.readouterr().err
    assert "rule set 'theirs' does not exist" in err
    assert "plug-in 'theirs': loading 'not_there:RULES': ModuleNotFoundError" in err


def test_a_folder_of_that_name_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "visavis.toml").mkdir()
    assert main(["check", str(blueprint(tmp_path))]) == 2
    assert "visavis.toml: cannot be read (it is a folder)" in capsys.readouterr().err


def test_a_judgement_about_a_rule_that_nobody_knows_is_told_and_kept(tmp_path: Path,
                                                                     capsys: pytest.CaptureFixture[str]) -> None:
    path = blueprint(tmp_path, waivers=[{"id": "w1", "rule": "silent-wiat", "reason": "legal"}],
                     avoid=[{"id": "c1", "text": "Never", "rule": "no-such-thing"}],
                     triage=[{"id": "t1", "rule": "tool-sprwl", "state": "accepted"}])
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().err
    assert "justification w1: rule 'silent-wiat' does not exist; did you mean 'silent-wait'?" in told
    assert "to-avoid clause c1: rule 'no-such-thing' does not exist" in told
    assert "decision t1: rule 'tool-sprwl' does not exist; did you mean 'tool-sprawl'?" in told


@pytest.mark.parametrize(("number", "english", "french"), [
    (errno.EACCES, "permission is denied", "vous n’en avez pas le droit"), (errno.ENOSPC, "there is no room left", "il n’y a plus de place"),
    (errno.EROFS, "nothing can be written in this place", "rien ne peut être écrit à cet emplacement"), (9999, "Zut", "Zut")])
def test_the_system_speaks_the_language_of_the_reader(number: int, english: str, french: str) -> None:
    reason = reason_of(OSError(number, "Zut"))
    assert (translator("en")(reason), translator("fr")(reason)) == (english, french)
