"""The journal: every commit comes back, a torn line is dropped, a living writer is left alone."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from blueprint.editing import (
    AddNote,
    AddStep,
    EditHead,
    EditSession,
    EditStep,
    Identifiers,
    MoveSteps,
    RemoveElements,
)
from blueprint.editing.journal import Journal, read, unfinished
from blueprint.model import BlueprintDocument
from blueprint.storage import encode
from tests.editing import builders


def some_edits(session: EditSession, seed: int, count: int) -> None:
    """Do seeded edits of every kind that a journal has to write: additions, changes, removals, order, head."""
    chance = random.Random(seed)
    for number in range(count):
        steps = [step.id for step in session.document.steps]
        match chance.randrange(6):
            case 0 | 1:
                session.do(AddStep(("vous", "avant", chance.randrange(9)), f"Étape {number} 🙂"))
            case 2 if steps:
                session.do(EditStep(chance.choice(steps), title=f"Titre {number}", work="PT5M"))
            case 3 if len(steps) > 2:
                session.do(RemoveElements((chance.choice(steps),)))
            case 4:
                session.do(EditHead(title=f"Parcours {number}"))
            case 5 if steps:
                session.do(AddNote(text=f"Note {number}", at=chance.choice(steps)))
            case _ if steps:
                session.do(MoveSteps((chance.choice(steps),), columns=1))
        if chance.random() < 0.2:
            session.undo()


def written(folder: Path, seed: int = 1, count: int = 40) -> tuple[Journal, list[BlueprintDocument]]:
    session = EditSession(builders.document(), identifiers=Identifiers(seed))
    journal = Journal(folder, session.document, Path("/somewhere/permis.blueprint.json"), "abc")
    states = [session.document]

    def listen(changed) -> None:
        journal.record(changed.changes)
        states.append(changed.document)

    session.subscribe(listen)
    some_edits(session, seed, count)
    journal.sync()
    return journal, states


@pytest.mark.parametrize("seed", range(8))
def test_every_commit_comes_back(tmp_path: Path, seed: int) -> None:
    journal, states = written(tmp_path, seed)
    journal.leave()
    (found,) = unfinished(tmp_path)
    assert found.document == states[-1]
    assert found.base == states[0]
    assert (str(found.source), found.digest) == ("/somewhere/permis.blueprint.json", "abc")


def test_a_journal_begins_with_the_bytes_of_the_file_however_they_are_laid_out(tmp_path: Path) -> None:
    session = EditSession(builders.document(), identifiers=Identifiers(1))
    content = b"\xef\xbb\xbf" + json.dumps(json.loads(encode(session.document)), indent=7).encode()
    journal = Journal(tmp_path, session.document, None, "abc", content)
    session.subscribe(lambda changed: journal.record(changed.changes))
    some_edits(session, 3, 12)
    journal.leave()
    assert json.dumps(content.decode())[1:-1].encode() in journal.path.read_bytes()
    (found,) = unfinished(tmp_path)
    assert (found.base, found.document) == (builders.document(), session.document)


def test_a_journal_that_was_cut_anywhere_gives_a_state_there_was(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    content = journal.path.read_bytes()
    beginning = content.index(b"\n", content.index(b"\n") + 1) + 1
    chance = random.Random(5)
    for cut in [beginning, *(chance.randrange(beginning, len(content)) for _ in range(40))]:
        journal.path.write_bytes(content[:cut])
        found = read(journal.path)
        whole = content[beginning:cut].count(b"\n")
        assert found.document == states[whole]


def test_a_line_that_was_damaged_ends_the_reading(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    lines = journal.path.read_bytes().split(b"\n")
    lines[6] = lines[6][:-3] + b"xxx"
    journal.path.write_bytes(b"\n".join(lines))
    assert read(journal.path).document == states[4]


def test_what_is_no_journal_is_passed_over(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"\n", b"nonsense\n", b"\xff\xfe", b"0000000000000000 {}\n")):
        (tmp_path / f"{number}.journal").write_bytes(content)
    assert list(unfinished(tmp_path)) == []
    assert list(unfinished(tmp_path / "nowhere")) == []


def test_a_journal_whose_writer_lives_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = written(tmp_path)
    journal.leave()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    monkeypatch.setattr(os, "kill", lambda *_: None)
    assert list(unfinished(tmp_path)) == []


def test_an_ended_journal_is_gone_and_an_unused_one_never_was(tmp_path: Path) -> None:
    journal, _ = written(tmp_path)
    assert journal.path.stat().st_mode & 0o777 == 0o600
    journal.end()
    Journal(tmp_path, builders.document(), None).end()
    assert list(tmp_path.iterdir()) == []
