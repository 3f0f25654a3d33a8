"""Slips on the command line: one line, the nearest name, all there are, in the language of the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from visavis.exporters.cli import main

ROOT = Path(__file__).parents[3]
SHOESHINE = str(ROOT / "examples" / "corner-shoeshine.blueprint.json")
POSTER = ("export", SHOESHINE, "-t", "poster", "-o", "x.pdf")
FORMATS = ("before-after", "dot", "infographic", "png", "poster", "spec", "svg")

# What is typed; what the line must hold in English; in French.
SLIPS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ((*POSTER, "--paper", "B4"), ("“B4” is not a paper size", "A0, A1, A2, A3, A4, A5, letter,", "and roll-914mm"),
     ("« B4 » n’est pas un format de papier", "A0, A1, A2, A3, A4, A5, letter,", "et roll-914mm")),
    ((*POSTER, "--paper", "leter"), ("did you mean letter?",), ("vouliez-vous dire letter ?",)),
    ((*POSTER, "--orientation", "portait"), ("did you mean 'portrait'?", "landscape and portrait"),
     ("vouliez-vous dire « portrait » ?", "landscape et portrait")),
    ((*POSTER, "--papier", "A4"), ("unknown option --papier for poster", "did you mean --paper?"),
     ("option --papier inconnue pour poster", "vouliez-vous dire --paper ?")),
    ((*POSTER, "--paper"), ("--paper needs a value",), ("--paper attend une valeur",)),
    ((*POSTER, "--paper", "--orientation"), ("--paper needs a value",), ("--paper attend une valeur",)),
    (("export", SHOESHINE, "-t", "graphml", "-o", "x", "--paper", "A4"), ("graphml has no options",),
     ("graphml n’a pas d’option",)),
    (("export", SHOESHINE, "-t", "affiche", "-o", "x"), ("format 'affiche' does not exist; did you mean 'poster'?",
                                                         *FORMATS),
     ("format introuvable : « affiche » ; vouliez-vous dire « poster » ?", *FORMATS)),
    (("export", SHOESHINE, "-t", "postre", "-o", "x"), ("did you mean 'poster'?", *FORMATS), FORMATS),
    (("export", SHOESHINE, "-t", "zzz", "-o", "x"), ("format 'zzz' does not exist; there are", *FORMATS), FORMATS),
    (("export", SHOESHINE, "-t", "svg"), ("required: -o/--output", "visavis export --help"),
     ("il manque : -o/--output", "voir « visavis export --help »")),
    (("new", "visite", "-o", "x"), ("template 'visite' does not exist; did you mean 'visit'?", "blank", "counter"),
     ("modèle introuvable : « visite » ; vouliez-vous dire « visit » ?", "blank", "counter")),
    (("check", SHOESHINE, "--rules", "legal"), ("did you mean 'legal-fr'?", "home-visit"),
     ("jeu de règles introuvable : « legal » ; vouliez-vous dire « legal-fr » ?",)),
    (("check", SHOESHINE, "--format", "jsn"), ("argument --format: 'jsn' is not possible; did you mean 'json'?",),
     ("argument --format : « jsn » n’est pas possible ; vouliez-vous dire « json » ?",)),
    (("check", SHOESHINE, "--fail-on", "grave"), ("low, medium, high and critical",), ("low, medium, high et critical",)),
    (("check", SHOESHINE, "--format"), ("argument --format: expected one argument",), ("une valeur est attendue",)),
    (("check", SHOESHINE, "--f", "json"), ("ambiguous option: --f could match --format, --fail-on",),
     ("option ambiguë : --f peut désigner --format, --fail-on",)),
    (("check",), ("required: FILE",), ("il manque : FICHIER",)),
    (("check", SHOESHINE, "--frobnicate"), ("unknown option --frobnicate",), ("option --frobnicate inconnue",)),
    (("check", SHOESHINE, "--rles", "all"), ("unknown option --rles; did you mean --rules?",),
     ("option --rles inconnue ; vouliez-vous dire --rules ?",)),
    ((*POSTER, "--lng", "fr"), ("unknown option --lng for poster; did you mean --lang?",), ("vouliez-vous dire --lang ?",)),
    (("measure", SHOESHINE, "another"), ("unknown option another",), ("option another inconnue",)),
    (("measure", SHOESHINE, "--runs", "0"), ("'0': give a whole number from 1 to 10,000,000",),
     ("« 0 » : donnez un nombre entier de 1 à 10 000 000",)),
    (("measure", SHOESHINE, "--runs", "1e99"), ("'1e99': give a whole number",), ("« 1e99 »",)),
    (("measure", SHOESHINE, "--runs", "9" * 5000), ("give a whole number",), ("donnez un nombre entier",)),
    (("measure", SHOESHINE, "--seed", "-1"), ("'-1': give a whole number",), ("« -1 »",)),
    (("",), ("the name of a file is empty",), ("le nom d’un fichier est vide",)),
    (("check", ""), ("the name of a file is empty",), ("le nom d’un fichier est vide",)),
    (("new", "visit", "-o", " "), ("the name of a file is empty",), ("le nom d’un fichier est vide",)),
    (("--vresion",), ("unknown option --vresion; did you mean --version? See 'visavis --help'",),
     ("option --vresion inconnue ; vouliez-vous dire --version ?",)),
    (("compare", "-", "-"), ("the standard input can be read only once",), ("l’entrée standard ne se lit qu’une fois",)),
    (("check", "-", "--as-is", "-"), ("the standard input can be read only once",), ("l’entrée standard",)),
    (("schema", "finding"), ("did you mean 'findings'?",), ("vouliez-vous dire « findings » ?",)),
    (("chekc", SHOESHINE), ("'chekc' is not a command; did you mean 'check'?",), ("vouliez-vous dire « check » ?",)),
    (("chekc",), ("did you mean 'check'?",), ("vouliez-vous dire « check » ?",)),
    (("frobnicate", "x"), ("'frobnicate' is not a command; there are check, measure",), ("choix possibles : check, measure",)),
)


def flat(text: str) -> str:
    """Return text with plain spaces: which of the narrow ones stands where is another test's matter."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: " ".join(slip[0]).replace(SHOESHINE, "FILE")[:50])
def test_a_slip_is_one_line_that_helps(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                       monkeypatch: pytest.MonkeyPatch, slip: tuple[tuple[str, ...], ...],
                                       language: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISAVIS_LANGUAGE", language)
    typed, *told = slip
    assert main(typed) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert all(part in flat(err) for part in told[language == "fr"]), err
    assert "should not have happened" not in err
    assert "n’aurait pas dû" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("variables", "said"), [
    ({"VISAVIS_LANGUAGE": "fr", "LC_ALL": "en_GB.UTF-8"}, "il manque"), ({"LC_ALL": "fr_FR.UTF-8"}, "il manque"),
    ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "required"), ({"LANG": "fr_CA.UTF-8"}, "il manque"),
])
def test_the_language_is_that_of_the_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
                                              variables: dict[str, str], said: str) -> None:
    for name in ("VISAVIS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(("check",)) == 2
    assert said in capsys.readouterr().err


def test_help_is_in_the_language_of_the_user(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "fr")
    for command in ((), ("check",), ("measure",), ("export",), ("desktop",)):
        assert main((*command, "--help")) == 0
        told = flat(capsys.readouterr().out)
        assert told.startswith("utilisation : visavis")
        assert "affiche cette aide" in told
        assert not {"usage:", "show this help", "positional"} & set(told.split("\n"))


def test_a_file_that_is_named_like_a_command_s_slip_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.exporters.cli.usage import parse

    monkeypatch.chdir(tmp_path)
    (tmp_path / "chekc").touch()
    assert (parse(["chekc"]).command, parse(["chekc"]).file) == ("open", "chekc")


def test_argparse_is_left_as_it_was() -> None:
    import argparse
    from gettext import gettext

    from visavis.exporters.cli.usage import UsageError, parse

    with pytest.raises(UsageError):
        parse(["check"])
    assert vars(argparse)["_"] is gettext


def test_a_window_that_cannot_open_a_file_says_so_in_the_language_of_the_user(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "visavis.exporters.cli", str(tmp_path / "rien.json")], cwd=ROOT, text=True,
                          capture_output=True, check=False,
                          env={**os.environ, "VISAVIS_LANGUAGE": "fr", "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 2
    assert "ce fichier n’existe pas" in done.stderr
