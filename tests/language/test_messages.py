"""Messages wait for a language; a translator writes them and their values."""

from __future__ import annotations

from math import nan

import pytest

from visavis.blueprint.language import (
    Count,
    Days,
    Decimal,
    MessageList,
    Minutes,
    Money,
    Quoted,
    Share,
    message,
    plural,
    translator,
)

NARROW = "\u202f"


def test_a_message_is_english_until_it_is_translated() -> None:
    lane = message("lane")
    assert str(lane) == "lane"
    assert translator("fr-CA")(lane) == "couloir"


def test_values_are_written_in_the_language_of_the_reader() -> None:
    told = message("{a} {b} {c} {d} {e} {f} {g}", a=Minutes(70), b=Days(1.5), c=Share(0.5), d=Decimal(1.25, 2),
                   e=Count(1200), f=Money(3, "EUR"), g=Quoted("Oui"))
    assert translator("en")(told) == "1\u00a0h\u00a010 1.5\u00a0d 50% 1.25 1,200 €3.00 “Oui”"
    assert translator("fr")(told).split(" ") == [
        "1\u00a0h\u00a010", "1,5\u00a0j", f"50{NARROW}%", "1,25", f"1{NARROW}200", "3,00\u00a0€",
        f"«{NARROW}Oui{NARROW}»"]


def test_what_is_not_a_number_is_told_as_unknown() -> None:
    said = message("{share} of the cases fail here and nothing follows", share=Share(nan))
    assert translator("en")(said) == "an unknown part of the cases fail here and nothing follows"
    assert translator("fr")(said) == "une part inconnue des dossiers échouent ici et rien ne suit"
    assert [translator(language).write(Minutes(nan)) for language in ("en", "fr")] == ["unknown", "inconnu"]


def test_sentences_about_what_is_unknown_are_equal() -> None:
    # Two analyses of one document must be equal, or every panel that shows them believes that something changed.
    for amount in (Share, Minutes, Days, Decimal):
        assert amount(nan) == amount(nan)


def test_messages_and_lists_nest() -> None:
    told = message("{place}: {fault}", place=message("step {id}", id="s1"), fault=MessageList(("a", message("lane"))))
    assert translator("en")(told) == "step s1: a and lane"
    assert translator("fr")(told) == "étape s1\u00a0: a et couloir"


@pytest.mark.parametrize(("count", "english", "french"), [
    (0, "Move 0 steps", "Déplacer 0 étape"),
    (1, "Move 1 step", "Déplacer 1 étape"),
    (2, "Move 2 steps", "Déplacer 2 étapes"),
])
def test_plurals_agree_in_each_language(count: int, english: str, french: str) -> None:
    told = plural("Move {count} step", "Move {count} steps", count)
    assert translator("en")(told) == english
    assert translator("fr")(told) == french


def test_values_are_never_read_as_fields() -> None:
    told = message("step {id}", id="{id!r:>99999} {0} %s")
    assert translator("fr")(told) == "étape {id!r:>99999} {0} %s"


@pytest.mark.parametrize("language", ["de", "", "x-klingon", "EN-us"])
def test_languages_without_a_catalogue_read_english(language: str) -> None:
    assert translator(language)(message("lane")) == "lane"
