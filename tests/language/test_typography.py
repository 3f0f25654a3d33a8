"""How French and English write times, numbers, quotations and punctuation."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.language import typography

# In the tables below, `~` is a no-break space and `_` a narrow one.
DAY = 24 * 60


def spaced(text: str) -> str:
    return text.replace("~", typography.NO_BREAK).replace("_", typography.NARROW)


@pytest.mark.parametrize(("amount", "french", "english"), [
    (0, "0~min", "0~min"),
    (0.5, "30~s", "30~s"),
    (0.999, "1~min", "1~min"),
    (1, "1~min", "1~min"),
    (2.25, "2,2~min", "2.2~min"),
    (9.98, "10~min", "10~min"),
    (12.4, "12~min", "12~min"),
    (59.6, "1~h", "1~h"),
    (60, "1~h", "1~h"),
    (70, "1~h~10", "1~h~10"),
    (65, "1~h~05", "1~h~05"),
    (24 * 60, "24~h", "24~h"),
    (2 * DAY, "2~j", "2~d"),
    (2.5 * DAY, "2,5~j", "2.5~d"),
    (30 * DAY, "30~j", "30~d"),
    (1500 * DAY, "1_500~j", "1,500~d"),
    (-70, "−1~h~10", "−1~h~10"),
])
def test_durations(amount: float, french: str, english: str) -> None:
    assert typography.minutes(amount, "fr") == spaced(french)
    assert typography.minutes(amount, "en") == spaced(english)


@pytest.mark.parametrize(("value", "french", "english"), [
    (0.58, "58_%", "58%"), (0, "0_%", "0%"), (1, "100_%", "100%"), (0.0123, "1,2_%", "1.2%"), (0.0301, "3_%", "3%"),
    (0.125, "12_%", "12%"), (10, "1_000_%", "1,000%"),
])
def test_shares(value: float, french: str, english: str) -> None:
    assert typography.share(value, "fr") == spaced(french)
    assert typography.share(value, "en") == spaced(english)


@pytest.mark.parametrize(("value", "digits", "french", "english"), [
    (1234567.891, 2, "1_234_567,89", "1,234,567.89"), (3.0, 1, "3", "3"),
    (-0.01, 1, "0", "0"), (100, 0, "100", "100"),
    (0.5, 1, "0,5", "0.5"),
])
def test_numbers(value: float, digits: int, french: str, english: str) -> None:
    assert typography.number(value, "fr", digits) == spaced(french)
    assert typography.number(value, "en", digits) == spaced(english)


def test_money() -> None:
    assert typography.money(1234.5, "EUR", "fr") == spaced("1_234,50~€")
    assert typography.money(1234.5, "EUR", "en") == "€1,234.50"
    assert typography.money(12, "XPF", "fr-PF") == spaced("12,00~XPF")
    assert typography.money(12, "XPF", "en") == spaced("XPF~12.00")
    assert typography.money(-0.02, "USD", "en") == "−$0.02"
    assert typography.money(-1234.5, "EUR", "fr") == spaced("−1_234,50~€")
    assert typography.money(-0.001, "EUR", "en") == "€0.00"
    assert typography.money(0.055, "USD", "en", 3) == "$0.055"
    assert typography.money(0.18, "USD", "en", 3) == "$0.18"


@pytest.mark.parametrize(("typed", "french", "english"), [
    ("Où en est-on ?", "«_Où en est-on_?_»", "“Où en est-on ?”"),
    ("« Entrez »", "«_Entrez_»", "“Entrez”"),
    ("“Come in”", "«_Come in_»", "“Come in”"),
    ('"Oui"', "«_Oui_»", "“Oui”"),
    ('Il dit "oui"', '«_Il dit "oui"_»', '“Il dit "oui"”'),
    ('"Oui" ou "non"', '«_"Oui" ou "non"_»', '“"Oui" ou "non"”'),
    ("", "«__»", "“”"),
    ('"', '«_"_»', '“"”'),
])
def test_quotations(typed: str, french: str, english: str) -> None:
    assert typography.quote_text(typed, "fr") == spaced(french)
    assert typography.quote_text(typed, "en") == spaced(english)


@pytest.mark.parametrize(("typed", "written"), [
    ("Quoi ?", "Quoi_?"),
    ("Non ; si : bien !", "Non_; si_: bien_!"),
    ("Quoi\u00a0?", "Quoi_?"),
    ("Quoi   ?", "Quoi_?"),
    ("« Entrez » dit-il", "«_Entrez_» dit-il"),
    ("Rendez-vous à 12:30", "Rendez-vous à 12:30"),
    ("https://exemple.fr?a=b", "https://exemple.fr?a=b"),
    ("«Entrez»", "«Entrez»"),
    ("!?", "!?"),
    ("", ""),
])
def test_french_punctuation_replaces_spaces_and_adds_none(typed: str, written: str) -> None:
    assert typography.punctuate(typed, "fr") == spaced(written)
    assert typography.punctuate(typed, "en") == typed


@given(st.text())
def test_punctuation_is_settled_at_once_and_changes_spaces_only(text: str) -> None:
    once = typography.punctuate(text, "fr")
    assert typography.punctuate(once, "fr") == once
    assert [mark for mark in once if not mark.isspace()] == [mark for mark in text if not mark.isspace()]


def test_a_title_of_spaces_takes_no_time() -> None:
    began = time.process_time()
    typography.punctuate("a" + " " * 200_000 + "b", "fr")
    assert time.process_time() - began < 2


def test_enumerations() -> None:
    assert typography.enumeration([], "fr") == ""
    assert typography.enumeration(["a"], "fr") == "a"
    assert typography.enumeration(["a", "b", "c"], "fr-CA") == "a, b et c"
    assert typography.enumeration(["a", "b"], "en") == "a and b"
    assert typography.enumeration(["a", "b", "…"], "en") == "a, b, …"


@given(st.floats(min_value=0, max_value=1e9), st.sampled_from(["fr", "en"]))
def test_no_duration_is_written_with_a_space_that_breaks(amount: float, language: str) -> None:
    text = typography.minutes(amount, language)
    assert " " not in text
    assert text[0].isdigit()
