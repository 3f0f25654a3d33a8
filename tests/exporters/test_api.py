"""`import visavis`: what docs/api.md says is run, block by block, and holds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import visavis
from visavis.blueprint.language import message
from visavis.blueprint.registry import ExportJob, FormatOption, Plugins, as_written
from visavis.exporters.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"


def test_the_page_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in BLOCKS:
        exec(compile(block, "docs/api.md", "exec"), names)
    told = capsys.readouterr().out
    assert "ce fichier n’existe pas" in told
    assert "Calls the town hall" in told
    assert (tmp_path / "poster.pdf").read_bytes().startswith(b"%PDF")
    assert visavis.load(tmp_path / "copy.blueprint.json") == names["document"]


@pytest.mark.parametrize("name", visavis.__all__)
def test_every_name_of_the_api_is_described_and_on_the_page(name: str) -> None:
    assert getattr(visavis, name).__doc__
    assert re.search(rf"\b{name}\b", PAGE), f"docs/api.md says nothing of {name}"


def test_nothing_is_loaded_before_it_is_used() -> None:
    code = "import sys, visavis; sys.exit(any(name.startswith('visavis.') or name == 'pydantic' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_what_is_not_there_is_said_with_what_is() -> None:
    document = visavis.load(SHOESHINE)
    with pytest.raises(AttributeError, match="frictions"):
        visavis.frictions  # noqa: B018
    with pytest.raises(visavis.BlueprintError) as refused:
        visavis.export(document, "pottery")
    assert "poster" in visavis.tell(refused.value.message)
    with pytest.raises(visavis.BlueprintError) as refused:
        visavis.export(document, "postre")
    assert visavis.tell(refused.value.message) == "format 'postre' does not exist; did you mean 'poster'?"
    with pytest.raises(visavis.BlueprintError) as refused:
        visavis.export(document, "poster", options={"papier": "A3"})
    assert "paper" in visavis.tell(refused.value.message)
    with pytest.raises(visavis.BlueprintError) as refused:
        visavis.export(document, "poster", options={"paper": "A33"})
    assert "A3" in visavis.tell(refused.value.message)
    with pytest.raises(visavis.BlueprintError) as refused:
        visavis.check(document, rules="none-such")
    assert "none-such" in visavis.tell(refused.value.message, "fr")


class _Letter:
    """A format that says which language it was asked for."""

    name = "letter"
    title = as_written("Letter")
    options = (FormatOption("language", message("Language"), ("fr", "en")),)

    def suffix(self, options: Mapping[str, str]) -> str:
        return f".{options['language']}.txt"

    def export(self, job: ExportJob) -> bytes:
        return job.options["language"].encode()


def test_an_option_called_language_begins_with_that_of_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plugins, "exporters", {"letter": _Letter()})
    document = visavis.load(SHOESHINE)
    assert visavis.export(document, "letter", language="en") == b"en"
    assert visavis.export(document, "letter", language="fr") == b"fr"
    assert visavis.export(document, "letter", language="fr", options={"language": "en"}) == b"en"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_the_command_line_it_begins_with_the_reader_s(language: str, monkeypatch: pytest.MonkeyPatch,
                                                         capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(Plugins, "exporters", {"letter": _Letter()})
    assert main(["export", str(SHOESHINE), "-t", "letter", "-o", "-", "--lang", language]) == 0
    assert capsysbinary.readouterr().out == language.encode()


def test_the_redesigned_blueprint_is_found_beside_the_file() -> None:
    path = ROOT / "examples" / "home-care-allowance-redesigned.blueprint.json"
    document = visavis.load(path)
    assert visavis.export(document, "before-after", path=path).startswith(b"%PDF")
    with pytest.raises(visavis.BlueprintError):
        visavis.export(document, "before-after")
    as_is = visavis.load(ROOT / "examples" / "home-care-allowance.blueprint.json")
    assert visavis.export(document, "before-after", as_is=as_is).startswith(b"%PDF")
