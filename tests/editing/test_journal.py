"""The journal: every commit comes back, a torn line is dropped, a living writer is left alone."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.editing import builders
from tests.need import need
from visavis.blueprint.editing import DocumentChange, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNote, AddStep, EditHead, EditStep, MoveSteps, RemoveElements
from visavis.blueprint.editing.journal import (
    Journal,
    UnfinishedJournal,
    UnreadableJournal,
    _checksum,
    find_left_behind,
    find_unfinished,
    read,
)
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import digest, encode
from visavis.blueprint.storage.processes import _start_of, this_process


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

    def listen(changed: DocumentChange) -> None:
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
    (found,) = find_unfinished(tmp_path)
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
    assert json.dumps(content.decode())[1:-1].encode() in need(journal.path).read_bytes()
    (found,) = find_unfinished(tmp_path)
    assert (found.base, found.document) == (builders.document(), session.document)


def test_a_journal_that_was_cut_anywhere_gives_a_state_there_was(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    path = need(journal.path)
    content = path.read_bytes()
    beginning = content.index(b"\n", content.index(b"\n") + 1) + 1
    chance = random.Random(5)
    for cut in [beginning, *(chance.randrange(beginning, len(content)) for _ in range(40))]:
        path.write_bytes(content[:cut])
        found = need(read(path))
        whole = content[beginning:cut].count(b"\n")
        assert found.document == states[whole]


def test_a_line_that_was_damaged_ends_the_reading(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    path = need(journal.path)
    lines = path.read_bytes().split(b"\n")
    lines[6] = lines[6][:-3] + b"xxx"
    path.write_bytes(b"\n".join(lines))
    assert need(read(path)).document == states[4]


def test_what_is_no_journal_is_passed_over(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"\n", b"nonsense\n", b"\xff\xfe", b"0000000000000000 {}\n")):
        (tmp_path / f"{number}.journal").write_bytes(content)
    assert list(find_unfinished(tmp_path)) == []
    assert list(find_unfinished(tmp_path / "nowhere")) == []


def test_a_journal_whose_writer_lives_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, _ = written(tmp_path)
    journal.leave()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    monkeypatch.setattr(os, "kill", lambda *_: None)
    assert list(find_unfinished(tmp_path)) == []


def test_an_ended_journal_is_gone_and_an_unused_one_never_was(tmp_path: Path) -> None:
    journal, _ = written(tmp_path)
    assert need(journal.path).stat().st_mode & 0o777 == 0o600
    journal.end()
    Journal(tmp_path, builders.document(), None).end()
    assert list(tmp_path.iterdir()) == []


def damaged(path: Path, line: int) -> None:
    lines = path.read_bytes().split(b"\n")
    lines[line] = lines[line][:-3] + b"xxx"
    path.write_bytes(b"\n".join(lines))


def test_what_is_behind_a_damaged_line_is_told_to_be_missing(tmp_path: Path) -> None:
    journal, _ = written(tmp_path)
    journal.leave()
    path = need(journal.path)
    assert not need(read(path)).is_cut
    path.write_bytes(path.read_bytes()[:-5])
    assert not need(read(path)).is_cut
    damaged(path, 6)
    assert need(read(path)).is_cut


def test_room_that_a_power_cut_left_is_damage(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    path = need(journal.path)
    with path.open("ab") as stream:
        stream.write(b"\0" * 4096)
    found = need(read(path))
    assert (found.document, found.is_cut) == (states[-1], True)
    path.write_bytes(b"\0" * 4096)
    (unread,) = find_left_behind(tmp_path)
    assert isinstance(unread, UnreadableJournal)


def test_one_bad_journal_hides_no_other(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    line = json.dumps
    for number, lines in enumerate((
        [line({"journal": "visavis-journal/9", "pid": 1, "host": "x"}), line("{}")],
        [line([1, 2]), line(3)], [line({}), line("{")], [line({"source": 7, "pid": "x"}), line("[]")],
        [line({"pid": 2**70, "host": "x", "begun": 5}), line(encode(states[0]).decode()), line({"nodes": 3})],
        [line({}), line(encode(states[0]).decode()), line({"nodes": {"out": [0], "in": [[9, 9]], "now": []}})],
        [line({}), line(encode(states[0]).decode()), line({"graph": 3})],
        ["["* 100_000 + "]" * 100_000, line(1)],
    )):
        content = b"".join(sealed(text.encode()) for text in lines)
        (tmp_path / f"bad-{number}.journal").write_bytes(content)
    (tmp_path / "folder.journal").mkdir()
    (tmp_path / "nowhere.journal").symlink_to("nothing")
    (tmp_path / "garbage.journal").write_bytes(os.urandom(5000) + b"\n")
    found = list(find_left_behind(tmp_path))
    assert [one.document for one in found if isinstance(one, UnfinishedJournal)] == [states[-1]]
    bad = {one.journal.name: str(one.reason) for one in found if isinstance(one, UnreadableJournal)}
    assert set(bad) == {*(f"bad-{number}.journal" for number in range(8)), "folder.journal", "garbage.journal"}
    assert bad["bad-0.journal"] == "it was written by another version of the program"


def sealed(text: bytes) -> bytes:
    return _checksum(text) + b" " + text + b"\n"


def test_a_damaged_beginning_is_taken_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "permis.blueprint.json"
    session = EditSession(builders.document(), identifiers=Identifiers(1))
    file.write_bytes(encode(session.document))
    journal = Journal(tmp_path, session.document, file, digest(file.read_bytes()))
    session.subscribe(lambda changed: journal.record(changed.changes))
    some_edits(session, 4, 9)
    journal.leave()
    damaged(need(journal.path), 1)
    (found,) = find_left_behind(tmp_path)
    assert isinstance(found, UnfinishedJournal)
    assert (found.document, found.base, found.source) == (session.document, builders.document(), file)
    file.write_bytes(file.read_bytes() + b" ")
    (unread,) = find_left_behind(tmp_path)
    assert isinstance(unread, UnreadableJournal)
    assert (str(unread.reason), unread.source) == ("its beginning is damaged", file)


def test_a_damaged_head_leaves_the_work(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    damaged(need(journal.path), 0)
    (found,) = find_unfinished(tmp_path)
    assert (found.document, found.source) == (states[-1], None)


@pytest.mark.parametrize("begun", ["2999-01-01T00:00:00+00:00", "0001-01-01T00:00:00", "some day", "", None])
def test_a_journal_of_any_date_is_told(tmp_path: Path, begun: object) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    rewrite_head(need(journal.path), begun=begun)
    (found,) = find_unfinished(tmp_path)
    assert found.document == states[-1]
    assert found.begun.tzinfo is not None


def rewrite_head(path: Path, **told: object) -> None:
    first, rest = path.read_bytes().split(b"\n", 1)
    head = json.loads(first.partition(b" ")[2]) | told
    path.write_bytes(sealed(json.dumps(head).encode()) + rest)


def test_a_process_with_the_writer_s_number_is_not_the_writer(tmp_path: Path) -> None:
    journal, states = written(tmp_path)
    journal.leave()
    parent = replace(this_process(), pid=os.getppid(), started=_start_of(os.getppid()))
    rewrite_head(need(journal.path), **parent.to_json())
    assert list(find_left_behind(tmp_path)) == []
    for told in ({"started": "1"}, {"boot": "another"}, {"started": "", "begun": "1999-01-01T00:00:00+00:00"}):
        rewrite_head(need(journal.path), **(parent.to_json() | told))
        (found,) = find_left_behind(tmp_path)
        assert isinstance(found, UnfinishedJournal)
        assert found.document == states[-1], told


def test_a_journal_of_another_machine_tells_which(tmp_path: Path) -> None:
    journal, _ = written(tmp_path)
    journal.leave()
    rewrite_head(need(journal.path), host="mairie-2", boot="another", machine="")
    (found,) = find_unfinished(tmp_path)
    assert found.host == "mairie-2"
