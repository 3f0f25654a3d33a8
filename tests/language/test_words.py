"""One name for one thing: what people read says each thing by its one word, in French and in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from docs.make_catalogues import PACKAGES, typeset
from tests.need import need

ROOT = Path(__file__).parents[2]
# What is not said any more, and what is said instead.
FRENCH = {
    r"\bplans? de service\b": "blueprint", r"\ben scène\b": "au contact", r"\bappui\b": "fonctions support",
    r"\béloge": "point fort", r"\bpoints? de défaillance": "point de rupture",
    r"\beffort actif": "temps de travail", r"\btemps actif": "temps de travail", r"\bpostes à temps plein": "ETP",
    r"\baboutit\b": "va jusqu’à une décision", r"\bau mur\b": "projeter", r"\bcommander\b": "lancer une commande",
    r"\bissues?\b": "fin du parcours", r"\brepensé": "parcours cible", r"\bl’existant\b": "parcours actuel",
    r"\bsystèmes?\b(?! installé|, le programme)": "outil", r"\bvotes? par points\b": "gommettes", r"\bfondre\b": "fusionner",
    r"\bconstats?\b": "friction, ou enseignement", r"^(?-i:Q)ui (?:\S+ ){3,}(?!.*\?)": "une phrase qui nomme la personne",
}
ENGLISH = {
    r"\bpains?\b(?! points?)": "pain point", r"\bfull-time posts?\b": "FTE", r"^As it should be": "To-be",
    r"\bon the wall\b": "presentation", r"\bRemove\b": "delete", r"\bremoved\b": "deleted",
    r"(?<!this )(?<![{\w'])systems?\b(?! of )": "tool", r"\bfindings?\b": "friction point",
}


def texts_in(value: Any, language: str, *, told: bool = False) -> Iterator[str]:
    """Every text of this language in a file of both; what stands under no language is no text."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("fr", "en") or key == language:
                yield from texts_in(part, language, told=told or key == language)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part, language, told=told)
    elif isinstance(value, str) and told:
        yield value


@cache
def read(language: str) -> dict[str, str]:
    """Everything that people read in a language, by where it stands."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        with (ROOT / "templates" / "locale" / "fr" / f"{package}.po").open("rb") as stream:
            catalogue = read_po(stream, locale="fr")
        for entry in catalogue:
            said = entry.string if language == "fr" else entry.id
            for text in said if isinstance(said, tuple) else (said,):
                if entry.id:
                    found[f"{package}.po: {text}"] = need(text, str)
    for path in sorted((ROOT / "templates").glob("*/*.json")):
        for text in texts_in(json.loads(path.read_text(encoding="utf-8")), language):
            found[f"{path.name}: {text}"] = text
    guide = ROOT / "templates" / "help" / f"guide.{language}.md"
    found |= {f"{guide.name}, {number}": line for number, line in enumerate(guide.read_text(encoding="utf-8").splitlines(), 1)}
    for path in sorted((ROOT / "templates").glob(f"*.{language}.blueprint.json")):
        for lane in json.loads(path.read_text(encoding="utf-8"))["graph"]["lanes"]:
            found[f"{path.name}: {lane['name']}"] = lane["name"]
    return found


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_one_thing_has_one_name(language: str, words: dict[str, str]) -> None:
    guilty = [f"{where} (say: {instead})" for where, text in read(language).items()
              for word, instead in words.items() if re.search(word, text, re.IGNORECASE)]
    assert not guilty, "\n".join(guilty)


def test_french_is_typeset_everywhere() -> None:
    """No-break spaces stand before high punctuation and inside quotation marks, in help and scripts as in catalogues."""
    guilty = [where for where, text in read("fr").items() if typeset(text) != text and "`" not in text]
    assert not guilty, "\n".join(guilty)


def test_a_term_stands_once_in_the_glossary() -> None:
    terms = json.loads((Path(__file__).parents[2] / "templates" / "help" / "glossary.json").read_text(encoding="utf-8"))
    for told in ([term["id"] for term in terms], [term["fr"][0] for term in terms], [term["en"][0] for term in terms]):
        assert len(told) == len(set(told))
