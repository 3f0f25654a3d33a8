"""The list of mutants keeps up with the code: every patch applies, and stands for something that runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants.__main__ import chosen, main
from tests.mutants.patches import DoesNotApplyError, Mutant, covering_tests, written_mutants
from tests.mutants.rules import RULES, SHARED, rule_mutants

ROOT = Path(__file__).parents[2]
MUTANTS = written_mutants()
ROOMS = ("blueprint/editing", "blueprint/layout", "blueprint/drawing", "blueprint/storage")


@pytest.mark.few(60)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name.replace(" ", "-"))
def test_a_mutant_is_its_module_with_one_wrong(mutant: Mutant) -> None:
    source = (ROOT / mutant.file).read_text(encoding="utf-8")
    wrong = mutant.applied(source)
    assert ast.dump(ast.parse(wrong)) != ast.dump(ast.parse(source))
    assert all((ROOT / tests).exists() for tests in mutant.tests)


def test_every_mutant_is_another_one() -> None:
    assert len({(mutant.file, mutant.name) for mutant in MUTANTS}) == len(MUTANTS)
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_where_wrongs_stay_unseen_have_mutants(room: str) -> None:
    assert sum(mutant.file.startswith(room) for mutant in MUTANTS) >= 10


def test_a_patch_that_no_longer_applies_is_an_error() -> None:
    mutant = Mutant("x", "a.py", "b", "c", ("tests",))
    assert mutant.applied("abd") == "acd"
    for source in ("axd", "abbd"):
        with pytest.raises(DoesNotApplyError, match="not once"):
            mutant.applied(source)


def test_the_nearest_tests_are_those_of_a_module() -> None:
    tests = {"a/": ["far"], "a/b/": ["near"], "a/b/c.py": ["own"]}
    assert [covering_tests(file, tests) for file in ("a/x.py", "a/b/x.py", "a/b/c.py")] == [["far"], ["near"], ["own"]]
    with pytest.raises(KeyError):
        covering_tests("z.py", tests)


def test_only_mutants_of_changed_modules_are_run_unless_others_are_named() -> None:
    one, two = Mutant("first", "a.py", "b", "c", ()), Mutant("second", "z.py", "b", "c", ())
    same = Mutant("third", "a.py", "b", "d", (), equivalent="cannot be told apart")
    every = (one, two, same)
    assert chosen(every, (), frozenset({"a.py"})) == [one]
    assert chosen(every, (), None) == [one, two]
    assert chosen(every, ("second",), frozenset()) == [two]
    assert chosen(every, ("a.py",), frozenset()) == [one]


def test_a_name_without_a_mutant_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graphml-of-tomorrow"]) == 1
    assert "no mutant is about graphml-of-tomorrow: add one" in capsys.readouterr().err


def test_where_nothing_changed_nothing_is_tried(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.mutants.__main__.changed_files", lambda _since: frozenset())
    assert main([]) == 0
    assert "no mutant is about what changed" in capsys.readouterr().out


def test_every_rule_has_mutants() -> None:
    files = {mutant.file for mutant in rule_mutants(ROOT)}
    rules = {f"{RULES}/{path.name}" for path in (ROOT / RULES).glob("*.py")
             if "def assess" in path.read_text(encoding="utf-8")}
    assert rules
    assert files == rules | set(SHARED)
