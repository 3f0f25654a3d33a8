"""What people read of a friction: a title that needs no rule beside it, a sentence, times in whole words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.need import need
from visavis import check
from visavis.blueprint.analysis import RULES
from visavis.blueprint.analysis.frictions.finding import reader_action_of, short_name_of
from visavis.blueprint.language import Days, Minutes, Share, message, spell_out, translator
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import load

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "blueprint" / "analysis" / "frictions" / "rules"
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint.json"))
# The titles that were agreed with those who read them, by rule.
AGREED = {
    "deadline-mismatch": "Délai légal dépassé", "blocked-persona": "Usagers exclus", "silent-wait": "Attente sans nouvelles",
    "dropout-cliff": "Beaucoup abandonnent ici", "dead-end": "Étape sans suite", "unbounded-loop": "Boucle sans fin",
    "backstage-leak": "Jargon interne", "single-point-of-failure": "Une seule personne sait faire",
    "overloaded-pool": "Équipe en surcharge", "rekeying": "Double saisie",
    "already-held": "Pièce déjà détenue par l’administration", "hidden-work": "Travail non prévu par la procédure",
}
SHORT = {"silent-wait": "Attente en silence", "rekeying": "Double saisie", "rework-loop": "À recommencer",
         "field-disconnect": "Papier puis clavier", "already-held": "Pièces déjà détenues",
         "hidden-work": "Travail hors procédure"}
SHORT_UNITS = re.compile(r"\d[\u00a0\u202f ](?:j|d|h|min|s)\b")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield the English sentences that rules tell of a finding, by module: neither titles nor their guides."""
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        apart = {id(part) for call in ast.walk(tree) if isinstance(call, ast.Call)
                 and isinstance(call.func, ast.Name) and call.func.id in ("RuleGuide", "Need") for part in ast.walk(call)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and id(call) not in apart and isinstance(call.func, ast.Name) \
                    and call.func.id in ("message", "plural") and call.args and isinstance(call.args[0], ast.Constant):
                yield path.stem, str(call.args[0].value)


def test_titles_are_those_that_were_agreed() -> None:
    french = translator("fr")
    titles = {rule.name: french(rule.title) for rule in plugins().rules}
    assert {name: titles[name] for name in AGREED} == AGREED


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_title_is_that_of_another_rule_or_longer_than_a_cell(language: str) -> None:
    speak = translator(language)
    titles = [speak(rule.title) for rule in plugins().rules]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title) > 44 or not title[0].isupper()] == []


def test_messages_are_sentences_with_a_capital() -> None:
    found = dict.fromkeys(sentences())
    assert len(found) > 90
    # Parts of sentences that are told inside others.
    parts = {"at least {amount}", "{number} steps"}
    assert [one for one in found if not (one[1][0].isupper() or one[1][0] == "{") and one[1] not in parts] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_times_in_a_message_are_whole_words(path: Path, language: str) -> None:
    speak = translator(language)
    told = [speak(finding.message) for finding in check(load(path).document).findings]
    assert [text for text in told if SHORT_UNITS.search(text)] == []
    assert [text for text in told if not (text[0].isupper() or text[0].isdigit() or text[0] in "“«")] == []


def test_a_time_is_spelled_out_as_each_language_spells_it() -> None:
    told = spell_out(message("{a}; {b}; {c}; {d}; {e}", a=Minutes(43200.0), b=Minutes(70.0), c=Minutes(1.0), d=Days(1.5),
                             e=message("{share} in {time}", share=Share(0.5), time=Minutes(0.5))))
    assert str(told).replace("\u00a0", " ") == "30 days; 1 hour 10 minutes; 1 minute; 1.5 days; 50% in 30 seconds"
    french = translator("fr")
    assert french(spell_out(message("{a}", a=Minutes(43200.0)))) == "30\u00a0jours"
    assert french(spell_out(message("{a}", a=Days(1.5)))) == "1,5\u00a0jour"
    assert french(spell_out(message("{a}", a=Minutes(60.0)))) == "1\u00a0heure"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_rule_has_a_short_name_of_its_own_that_a_call_out_has_room_for(language: str) -> None:
    speak = translator(language)
    names = {rule.name: speak(need(short_name_of(rule))) for rule in RULES}
    assert {name: text for name, text in names.items()
            if len(text) > 24 or len(text.split()) > 3 or not text[0].isupper() or text[-1] in ".!?"} == {}
    assert len(set(names.values())) == len(names)


def test_short_names_are_those_that_were_agreed() -> None:
    french, rules = translator("fr"), {rule.name: rule for rule in RULES}
    assert {name: french(need(short_name_of(rules[name]))) for name in SHORT} == SHORT


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_citizens_can_do_is_one_sentence(language: str) -> None:
    speak = translator(language)
    said = [speak(action) for rule in RULES if (action := reader_action_of(rule)) is not None]
    assert len(said) >= 20
    assert [text for text in said if not text[0].isupper() or text.count(".") != 1 or text[-1] != "."
            or len(text) > 110] == []
    if language == "fr":
        assert [text for text in said if not re.search(r"\w+ez\b|\b(?:Dites|Faites)\b", text)] == []


def test_every_short_name_and_action_has_its_french() -> None:
    english, french = translator("en"), translator("fr")
    told = [text for rule in RULES for text in (short_name_of(rule), reader_action_of(rule)) if text is not None]
    assert [english(text) for text in told if english(text) == french(text)] == []


def test_a_step_with_one_way_in_is_called_by_it() -> None:
    report = check(load(ROOT / "examples" / "apa-a-domicile.blueprint.json").document)
    blocked = next(one for one in report.findings if one.rule == "blocked-persona")
    assert translator("fr")(need(blocked.short)) == "Téléphone obligé"
