"""The pages of docs/plugins: their examples are installed as they stand there, work, and speak French."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.broken import declare, site
from visavis.blueprint.analysis import analyse
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import ExportJob, assess, import_document, plugins
from visavis.blueprint.registry.plugin_discovery import GROUPS
from visavis.blueprint.registry.workshop_scripts import workshops
from visavis.blueprint.storage import load

__all__ = ["site"]

ROOT = Path(__file__).parents[2]
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "plugins").glob("*.md")}
INDEX = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
BLANK = ROOT / "templates"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every example, installed as its page says."""
    monkeypatch.setenv("VISAVIS_PLUGIN_SECONDS", "30")
    modules = []
    for page, text in PAGES.items():
        for block in blocks(text, "python"):
            module = re.fullmatch(r"# (\w+)\.py", block.splitlines()[0])
            assert module, page
            modules.append(module[1])
            (site / f"{module[1]}.py").write_text(block, encoding="utf-8")
        points = tomllib.loads(blocks(text, "toml")[0])["project"]["entry-points"]
        declare(site, page, "".join(f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in found.items())
                                    for group, found in points.items()))
    for tag in ("fr", "en"):
        (site / f"our-counter.{tag}.blueprint.json").write_bytes((BLANK / f"blank.{tag}.blueprint.json").read_bytes())
    yield site
    for module_name in modules:
        sys.modules.pop(module_name, None)


def test_there_is_a_page_for_each_group_and_the_index_leads_to_it() -> None:
    assert {f"visavis.{page}" for page in PAGES} == set(GROUPS) - {"visavis.application"}
    for page, text in PAGES.items():
        assert f"| `visavis.{page}` |" in INDEX
        assert f"(plugins/{page}.md)" in INDEX
        assert "**When it fails.**" in text
        assert "Shipped: " in text
        assert len(blocks(text, "python")) == len(blocks(text, "toml")) == 1


@pytest.mark.parametrize("page", ["index", *PAGES])
def test_links_lead_somewhere(page: str) -> None:
    folder = ROOT / "docs" if page == "index" else ROOT / "docs" / "plugins"
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", INDEX if page == "index" else PAGES[page]):
        assert (folder / link).exists(), link


def test_the_examples_are_loaded(installed: Path) -> None:
    assert plugins().load_failures() == ()
    assert {"offices"} <= set(plugins().exporters)
    assert {"register"} <= set(plugins().importers)
    assert {"too-many-letters"} <= {rule.name for rule in plugins().rules}
    assert {"our-counter"} <= set(plugins().templates)
    assert {"one-office"} <= set(workshops())


def apa() -> BlueprintDocument:
    return load(ROOT / "examples" / "apa-a-domicile.blueprint.json").document


def test_the_export_works(installed: Path) -> None:
    form, document = plugins().exporters["offices"], apa()
    made = form.export(ExportJob(document, assess(document), "fr", {"order": "name"})).decode().splitlines()
    assert made[0] == "Bureaux"
    assert made[1:] == sorted({step.unit for step in document.steps if step.unit})
    bare = document.replace(steps=tuple(step.model_copy(update={"unit": None}) for step in document.steps))
    with pytest.raises(BlueprintError) as refused:
        form.export(ExportJob(bare, assess(bare), "fr", {"order": "name"}))
    assert translator("fr")(refused.value.message) == "aucune étape ne dit quel bureau s’en charge"


def test_the_import_works(installed: Path) -> None:
    form = plugins().importers["register"]
    document = import_document(form, b"Vient\n\nAttend\n", {}, "x.register")
    assert [step.title for step in document.steps] == ["Vient", "Attend"]
    with pytest.raises(BlueprintError) as refused:
        form.read(b"\n", {})
    assert translator("fr")(refused.value.message) == "il n’y a aucune ligne"


def test_the_rule_works(installed: Path) -> None:
    document = apa()
    letters = document.replace(steps=tuple(step.model_copy(update={"channel": "post"}) for step in document.steps))
    (rule,) = [rule for rule in plugins().rules if rule.name == "too-many-letters"]
    (found,) = analyse(letters, (rule,)).frictions.findings
    assert re.fullmatch(r"\d+ lettres", translator("fr")(found.message))
    assert translator("fr")(rule.title) == "Lettre après lettre"
    assert analyse(document, (rule,)).frictions.failures == ()


def test_every_sentence_of_the_examples_has_french(installed: Path) -> None:
    assert plugins().load_failures() == ()
    tr = translator("fr")
    for text in PAGES.values():
        for sentence in re.findall(r'message\(\s*"([^"]+)"', blocks(text, "python")[0]):
            assert tr(sentence) != sentence


def test_the_template_and_the_script_work(installed: Path) -> None:
    assert json.loads(plugins().templates["our-counter"].content("fr"))["graph"]["language"] == "fr"
    assert workshops()["one-office"].title_in("fr") == "Un seul bureau"
