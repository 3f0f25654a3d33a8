"""Every sentence exists in French and in English, with the same fields, and the compiled catalogues are current."""

from __future__ import annotations

import ast
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs import make_catalogues as build
from tests.need import need

ROOT = Path(__file__).parents[2]
# Reading all sources for their texts takes longer than all that is asked of them.
extracted, merged = cache(build.extracted), cache(build.merged)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("package", sorted(build.PACKAGES))
def test_every_message_has_french(package: str) -> None:
    missing = build.untranslated(merged(package))
    assert not missing, "\n".join(missing) + f"\nmake translations, then fill in templates/locale/fr/{package}.po"


@pytest.mark.parametrize("package", sorted(build.PACKAGES))
def test_translations_keep_the_fields(package: str) -> None:
    for entry in merged(package):
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        wanted: set[str] = set().union(*(fields(need(source, str)) for source in sources))
        french = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        # What has no French at all is told by the test above.
        for text in french if all(french) else ():
            assert fields(need(text, str)) <= wanted, text
            if len(sources) == 1:
                assert fields(need(text, str)) == wanted, text


@pytest.mark.parametrize("package", sorted(build.PACKAGES))
def test_compiled_catalogues_are_current(package: str) -> None:
    folder = build.HERE / "fr"
    po = (folder / f"{package}.po").read_bytes()
    assert po == build.po_bytes(merged(package)), "run: make translations"
    assert (folder / f"{package}.mo").read_bytes() == build.mo_bytes(po), "run: make translations"


@pytest.mark.parametrize("package", sorted(build.PACKAGES))
def test_french_has_french_punctuation(package: str) -> None:
    path = build.HERE / "fr" / f"{package}.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    guilty: list[str] = []
    for entry in catalogue:
        for text in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            plain = need(text, str).replace("://", "")
            loose = any(f" {mark}" in plain for mark in ";!?»") or "« " in plain
            loose = loose or any(narrow in plain for narrow in ("\u202f:", "\u202f»", "«\u202f"))
            if entry.id and (loose or " :" in plain or "'" in plain.replace("'{", "").replace("}'", "")):
                guilty.append(need(text, str))
    told = "make translations sets them; what it leaves: a no-break space before : ; ! ? » and behind «, and ’ for '"
    assert not guilty, "\n".join([told, *map(repr, guilty)])


def test_a_text_has_one_french_wherever_it_stands() -> None:
    """Catalogues are read as one: of two translations of a text, one would never be seen, and be wrong in its place."""
    found: dict[str, dict[str, object]] = {}
    for package in sorted(build.PACKAGES):
        with (build.HERE / "fr" / f"{package}.po").open("rb") as stream:
            for entry in read_po(stream, locale="fr"):
                if entry.id:
                    found.setdefault(str(entry.id), {})[package] = entry.string
    assert {text: french for text, french in found.items() if len(set(map(str, french.values()))) > 1} == {}


@pytest.mark.parametrize(("typed", "french"), [
    ("Attention : quoi ? Non !", "Attention\u00a0: quoi\u202f? Non\u202f!"),
    ("« {name} » ; l'{item} qu'on a", "«\u00a0{name}\u00a0»\u202f; l’{item} qu’on a"),
    ("l'« avis »", "l’«\u00a0avis\u00a0»"), ("déjà\u202f: «\u202fbon\u202f» l’an", "déjà\u00a0: «\u00a0bon\u00a0» l’an"),
    ("rule '{name}' à 12:30, http://x", "rule '{name}' à 12:30, http://x"), ("tapez !20min", "tapez !20min")])
def test_french_is_set_as_it_is_printed(typed: str, french: str) -> None:
    assert build.typeset(typed) == french
    assert build.typeset(french) == french


@pytest.mark.parametrize("package", sorted(build.PACKAGES))
def test_every_literal_is_found_by_the_extraction(package: str) -> None:
    """What is asked for inside an f-string, or inside the arguments of another message, is overlooked by Babel."""
    folder = ROOT / build.PACKAGES[package]
    found = {text for entry in extracted(folder)
             for text in (entry.id if isinstance(entry.id, tuple) else (entry.id,))}
    overlooked = []
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in build.KEYWORDS:
                texts = node.args[:2] if node.func.id == "plural" else node.args[:1]
                overlooked += [f"{path.relative_to(ROOT)}:{node.lineno}" for text in texts
                               if isinstance(text, ast.Constant) and text.value not in found]
    assert not overlooked


def test_translatable_texts_are_literals() -> None:
    """A text made at run time is in no catalogue: `tr(f"…")` would never be translated."""
    guilty = []
    for folder in ("blueprint", "exporters", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    made = isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
                    if node.func.id in ("tr", "message", "plural", "N_") and made:
                        guilty.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not guilty
