"""`visavis measure`: what small changes are worth, and queues before the people there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.json_schema import Draft202012Validator
from tests.need import need
from visavis.exporters.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
SHOESHINE = EXAMPLES / "corner-shoeshine.blueprint.json"
APA = str(EXAMPLES / "apa-a-domicile.blueprint.json")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    told = capsys.readouterr()
    return status, told.out, told.err


def test_what_a_minute_less_is_worth_is_told_and_keeps_to_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(run(capsys, "schema", "measures")[1])
    found = json.loads(run(capsys, "measure", APA, "--sensitivities", "--format", "json")[1])
    Draft202012Validator(schema).validate(found)
    steps = found["sensitivities"]["steps"]
    visits = found["journeys"][0]["visits"]
    citizen = next(step for step in steps if step["citizen_minutes"])
    assert citizen["citizen_minutes"] <= visits[citizen["step"]] + 1e-9
    assert "sensitivities" not in json.loads(run(capsys, "measure", APA, "--format", "json")[1])


def test_the_ranking_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "measure", APA, "--sensitivities", "--lang", "en")[1]
    assert "What a minute less at a step saves" in out
    assert "completion +" in out or "completion −" in out
    assert "What a minute less" not in run(capsys, "measure", APA, "--lang", "en")[1]


def test_queues_make_people_wait_longer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    few, many, too_many = (_delay(capsys, tmp_path, cases, "--queues") for cases in (5_000, 35_000, 1_000_000))
    assert need(few) > need(_delay(capsys, tmp_path, 5_000)) * 1.1
    assert need(many) > need(few) * 1.1
    # Who is asked for more than there is time for is waited for ever: there is no mean.
    assert too_many is None


def _delay(capsys: pytest.CaptureFixture[str], folder: Path, cases: int, *more: str) -> float | None:
    data = json.loads(SHOESHINE.read_text(encoding="utf-8"))
    next(actor for actor in data["graph"]["actors"] if actor["side"] == "agent")["capacity"] = 1
    data["graph"]["service"]["cases_per_year"] = cases
    file = folder / "shoeshine.blueprint.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    found = json.loads(run(capsys, "measure", str(file), "--format", "json", "--runs", "400", *more)[1])["journeys"][0]
    assert found["method"] == "simulated"
    minutes: float | None = found["decided"]["elapsed"]["mean_minutes"]["value"]
    return minutes


def test_a_long_name_of_a_row_stands_apart_from_its_figure(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "measure", APA, "--lang", "fr")
    assert status == 0
    assert re.search(r"^    décompte du délai légal \d", out, re.MULTILINE)
