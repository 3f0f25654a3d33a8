"""SARIF as an export: what the check writes, judged by its published schema, and typed text that is no link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.analysis.test_sarif import assert_valid, told
from visavis.blueprint.analysis import RULES, analyse
from visavis.blueprint.registry import ExportJob
from visavis.blueprint.storage import decode
from visavis.exporters.sarif import SARIF

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("typed", ["[x](http://evil.example)", "=1+1", "</script>", "%%{", "a\x00b\u202ec", "{0}", "x" * 400, "تجديد 👵🏽", ""])
def test_what_authors_typed_is_valid_and_no_link(typed: str) -> None:
    document = decode((ROOT / "examples" / "corner-shoeshine.blueprint.json").read_bytes())
    document = document.replace(
        head=document.head.model_copy(update={"id": f"../{typed}"[:200], "title": typed}),
        steps=tuple(each.model_copy(update={"title": typed, "system": typed}) for each in document.steps))
    made = json.loads(SARIF.export(ExportJob(document, analyse(document, RULES), "fr", {})))
    assert_valid(made)
    run = made["runs"][0]
    assert run["results"]
    assert not any("](" in result["message"]["text"] for result in run["results"])
    assert "%" in run["artifacts"][0]["location"]["uri"] or typed.isascii()


def test_an_export_has_the_results_and_the_lines_of_the_check() -> None:
    path = ROOT / "examples" / "apa-a-domicile.blueprint.json"
    document = decode(path.read_bytes())
    made = json.loads(SARIF.export(ExportJob(document, analyse(document, RULES), "fr", {"file": path.name})))
    assert made["runs"][0]["results"] == told(path)["runs"][0]["results"]
