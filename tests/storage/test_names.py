"""Names that are proposed for files: titles, and nothing that leads elsewhere or that a file system refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.storage.file_names import MOST_BYTES, file_name_of, slug_of


@pytest.mark.parametrize(("title", "name"), [
    ("Allocation personnalisée d’autonomie", "Allocation personnalisée d’autonomie"),
    ("Demande : carte / titre", "Demande - carte - titre"),
    ("../../etc/passwd", "etc-passwd"), ("C:\\Windows\\x", "C--Windows-x"), ("a\tb\nc\x00d", "a b c d"), ("...", "blueprint"),
    ("", "blueprint"), ("  ", "blueprint"), ("???", "blueprint"), (".caché", "caché"), ("fin.", "fin"), ("con", "con-"),
    ("NUL.txt", "NUL.txt-"), ("Com1", "Com1-"), ("console", "console"), ("abc\u202etxt", "abc txt"), ("\ud83d x", "x"),
    ("e\u0301te\u0301", "été"), ("<b>gras</b>", "b-gras--b"),
])
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name_of(title) == name


def test_without_a_letter_another_name_is_taken() -> None:
    assert file_name_of("—", "nouveau") == "nouveau"


def test_a_long_title_ends_with_a_whole_word() -> None:
    name = file_name_of("Déposer " * 60)
    assert name.endswith("Déposer")
    assert len(name.encode()) <= MOST_BYTES
    assert len(file_name_of("é" * 400).encode()) <= MOST_BYTES


@given(st.text())
def test_whatever_the_title_the_name_is_one_file_of_its_folder(title: str) -> None:
    name = file_name_of(title)
    path = Path("folder") / f"{name}.svg"
    assert path.parent == Path("folder")
    assert path.name == f"{name}.svg"
    assert name
    assert not name.startswith((".", "-", " "))
    assert not name.endswith((".", " "))
    assert "\x00" not in name
    assert len(name.encode()) <= MOST_BYTES + 1


@pytest.mark.parametrize(("text", "slug"), [
    ("Demander l’APA à domicile", "demander-l-apa-a-domicile"), ("Œuvre n° 2 / 3", "oeuvre-n-2-3"),
    ("  ", "x"), ("👵🏽", "x"), ("../../etc", "etc"), ("שלום עולם", "שלום-עולם"), ("con", "con"),
    ("a" * 400, "a" * 160),
])
def test_a_part_of_a_name_needs_no_quotes(text: str, slug: str) -> None:
    assert slug_of(text, "x") == slug
