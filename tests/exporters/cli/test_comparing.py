"""`visavis compare`, and `check` with rule sets, SARIF and the blueprint that is redesigned."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.json_schema import Draft202012Validator
from visavis.exporters.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
AS_IS, TO_BE = (str(EXAMPLES / f"{name}.blueprint.json") for name in ("apa-a-domicile", "apa-a-domicile-cible"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_comparison_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "compare", AS_IS, TO_BE, "--lang", "en")
    assert (status, err) == (0, "")
    assert out.count("both sides win") == 3
    # Of those who were lost by phone no one was ever decided: their times are those of all started cases.
    lost = out.split("Madame Nguyen (15%): ")[1].split("\n\n")[0]
    assert lost.startswith("better than before")
    assert "no one reached a decision before." in lost
    assert "not known" not in lost
    assert "of all started cases, to the end of the drawing:" in lost
    assert out.count("to the end of the drawing") == 1
    # Who was stopped had no delay: the day of the stop is no shorter way to a decision.
    delay = next(line for line in lost.splitlines() if line.strip().startswith("delay")).replace("\u00a0", " ")
    assert delay.strip() == "delay         stopped after 41 d → 34 d"
    assert "granted " in out
    assert "decided " in out
    assert "Frictions: " in out
    assert "a year: −" in out
    status, french, _ = run(capsys, "compare", AS_IS, TO_BE, "--lang", "fr")
    assert french.count("les deux côtés y gagnent") == 3
    assert french.count("mieux qu’avant") == 1


def test_the_other_way_round_it_is_a_regression(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare", TO_BE, AS_IS, "--lang", "en")
    assert "worse than before" in out
    assert "does not say that it redesigns" in out


def test_a_comparison_as_json_keeps_to_its_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    _, schema, _ = run(capsys, "schema", "comparison")
    _, out, _ = run(capsys, "compare", AS_IS, TO_BE, "--format", "json")
    found = json.loads(out)
    Draft202012Validator(json.loads(schema)).validate(found)
    assert next(iter(found)) == "format"
    assert [one["verdict"] for one in found["personas"]] == ["win-win", "win-win", "win-win", "better"]
    assert found["personas"][0]["persona"] is None


@pytest.mark.parametrize("arguments", [("compare", AS_IS), ("compare", AS_IS, "nowhere"),
                                       ("compare", "nowhere", TO_BE), ("compare", AS_IS, TO_BE, "--rules", "none"),
                                       ("check", AS_IS, "--rules", "leagl-fr"), ("check", AS_IS, "--as-is", "nowhere")])
def test_what_cannot_be_compared_is_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_check_takes_a_rule_set_and_suggests_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    _, whole, _ = run(capsys, "check", AS_IS, "--format", "json", "--rules", "all")
    _, legal, _ = run(capsys, "check", AS_IS, "--format", "json", "--rules", "legal-fr")
    asked = [set(json.loads(told)["asked"]) for told in (whole, legal)]
    assert asked[1] < asked[0]
    assert "already-held" in asked[1]
    assert "legal-fr" in run(capsys, "check", AS_IS, "--rules", "leagl-fr")[2]


def test_check_looks_at_the_redesigned_blueprint_where_it_is(capsys: pytest.CaptureFixture[str],
                                                             tmp_path: Path) -> None:
    alone = str(shutil.copy(TO_BE, tmp_path))
    lacking = json.loads(run(capsys, "check", alone, "--format", "json")[1])["not_assessed"]
    assert "effort-shift-to-citizen" in {gap["rule"] for gap in lacking}
    for more in (("--as-is", AS_IS), ()):
        if not more:
            shutil.copy(AS_IS, tmp_path)
        told = json.loads(run(capsys, "check", alone, "--format", "json", *more)[1])["not_assessed"]
        assert "effort-shift-to-citizen" not in {gap["rule"] for gap in told}


def test_settings_that_cannot_be_used_stop_the_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(shutil.copy(AS_IS, tmp_path))
    (tmp_path / "visavis.toml").write_text("[rules\n", encoding="utf-8")
    status, _, err = run(capsys, "check", file)
    assert status == 2
    assert "visavis.toml" in err


def test_clauses_are_told_with_whom_they_fail_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", AS_IS, "--lang", "en")
    assert "To be avoided (" in out
    assert "✗ Ne bloquer personne faute de téléphone." in out
    assert "for Madame Nguyen: " in out
