"""Locks: one holder, dead ones are taken over, and no one is ever held up."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.need import need
from visavis.blueprint.storage.lock import Lock
from visavis.blueprint.storage.processes import Process, _start_of, is_alive, this_process


def test_the_second_is_told_who_has_it_until_it_is_given_back(tmp_path: Path) -> None:
    file = tmp_path / "a.blueprint.json"
    first, second = Lock(file), Lock(file)
    assert first.take() is None
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert holder == first.holder()
    second.release()
    assert second.take() == holder
    first.release()
    assert second.take() is None
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_process_that_died_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "a.blueprint.json"
    code = f"from pathlib import Path; from visavis.blueprint.storage.lock import Lock; print(Lock(Path({str(file)!r})).take())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
    left = Lock(file).holder()
    assert left is not None
    assert not is_alive(left.process)
    assert Lock(file).take() is None


def test_a_lock_of_another_machine_is_believed_and_a_broken_one_is_not(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "a.blueprint.json")
    lock.path.write_text(json.dumps({"user": "anne", "host": "elsewhere", "pid": 1, "since": "x"}), encoding="utf-8")
    assert need(lock.take()).user == "anne"
    for broken in ("", "[]", '{"user": 1}', "\x00"):
        lock.path.write_text(broken, encoding="utf-8")
        assert Lock(tmp_path / "a.blueprint.json").take() is None


def write(lock: Lock, **told: object) -> None:
    lock.path.write_text(json.dumps({"user": "anne", "host": socket.gethostname(), "pid": os.getppid(),
                                     "since": datetime.now(UTC).isoformat(), **told}), encoding="utf-8")


def written(process: Process) -> dict[str, object]:
    return replace(process).to_json()


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    return Lock(tmp_path / "a.blueprint.json")


def test_where_nothing_can_be_written_nobody_is_held_up(tmp_path: Path) -> None:
    assert Lock(tmp_path / "nowhere" / "a.blueprint.json").take() is None


def test_a_full_disk_holds_nobody_up_and_leaves_nothing(lock: Lock, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fdopen

    def full(descriptor: int, mode: str, **named: Any) -> Any:
        os.close(descriptor)
        return real(os.open("/dev/full", os.O_WRONLY), mode, **named)

    monkeypatch.setattr(os, "fdopen", full)
    assert lock.take() is None
    assert list(lock.path.parent.iterdir()) == []
    monkeypatch.undo()
    assert Lock(lock.path.with_name("a.blueprint.json")).take() is None


def test_a_process_that_got_a_dead_one_s_number_does_not_hold_its_lock(lock: Lock) -> None:
    """The parent lives, but is not the one who wrote the lock: it started at another moment, or the machine did."""
    me = replace(this_process(), pid=os.getppid())
    started = _start_of(os.getppid())
    for process, is_held in ((replace(me, started=started), True), (replace(me, started=str(int(started) + 1)), False),
                             (replace(me, boot="another", started=started), False), (replace(me, pid=2**22 + 5), False),
                             (replace(me, pid=-1), False), (replace(me, pid=0), False), (replace(me, pid=10**30), False)):
        write(lock, **written(process))
        assert (lock.take() is not None) is is_held, process
        lock.path.unlink(missing_ok=True)


def test_an_older_program_s_lock_is_told_apart_by_the_clock(lock: Lock) -> None:
    """It wrote no start time: whoever has its number and started after it was written is another."""
    write(lock, since="1999-01-01T00:00:00+00:00")
    assert lock.take() is None
    lock.release()
    write(lock)
    assert need(lock.take()).user == "anne"
    write(lock, since="2999-01-01T00:00:00")
    assert need(lock.take()).user == "anne"
    write(lock, since="some day")
    assert need(lock.take()).user == "anne"


def test_a_lock_from_the_future_is_read_as_far_as_it_is_known(lock: Lock) -> None:
    write(lock, host="mairie-2", format="visavis-lock/7", tab=3, started=None, boot=[1])
    holder = need(lock.take())
    assert (holder.user, holder.host, holder.is_elsewhere) == ("anne", "mairie-2", True)
    assert lock.holder() == holder


def test_another_machine_of_the_same_name_is_another_machine(lock: Lock) -> None:
    write(lock, machine="0123456789abcdef", boot="another", pid=2**22 + 5)
    if this_process().machine:
        assert need(lock.take()).is_elsewhere


def test_what_a_machine_long_gone_holds_can_be_taken_over(lock: Lock) -> None:
    write(lock, host="mairie-2", pid=7, since=(datetime.now(UTC) - timedelta(days=40)).isoformat())
    holder = need(lock.take())
    assert holder.is_long_ago()
    assert not need(replace(holder, since=datetime.now(UTC).isoformat())).is_long_ago()
    lock.take_over()
    assert need(lock.holder()).process == this_process()
    assert lock.take() is None
    lock.release()
    assert list(lock.path.parent.iterdir()) == []


def test_who_comes_while_a_dead_lock_is_put_away_keeps_theirs(lock: Lock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading that a lock is dead and taking it, another one took it: theirs is not thrown away."""
    write(lock, pid=2**22 + 5)
    real, came = Path.rename, list[bool]()

    def rename(path: Path, target: Path) -> Path:
        if not came and target.suffix == ".left":
            came.append(True)
            write(lock, user="berta")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert need(lock.take()).user == "berta"
    assert need(lock.holder()).user == "berta"
    assert [path.name for path in lock.path.parent.iterdir()] == [lock.path.name]


def test_a_lock_appears_whole(lock: Lock, monkeypatch: pytest.MonkeyPatch) -> None:
    """No one can read a lock that is still empty and take it for a damaged one."""
    seen = []
    real = json.dump

    def dump(*arguments: Any) -> None:
        seen.append(lock.path.exists())
        real(*arguments)

    monkeypatch.setattr(json, "dump", dump)
    assert lock.take() is None
    assert seen == [False]
    assert lock.path.stat().st_mode & 0o777 == 0o644


def test_a_drive_without_hard_links_has_locks_too(lock: Lock, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    assert lock.take() is None
    assert need(lock.holder()).process == this_process()
    assert Lock(lock.path.with_name("a.blueprint.json")).take() == lock.holder()
    assert [path.name for path in lock.path.parent.iterdir()] == [lock.path.name]


def test_a_link_and_its_file_have_one_lock(tmp_path: Path) -> None:
    (tmp_path / "a.blueprint.json").write_text("{}")
    (tmp_path / "b.blueprint.json").symlink_to("a.blueprint.json")
    assert Lock(tmp_path / "b.blueprint.json").path == Lock(tmp_path / "a.blueprint.json").path


def test_a_container_of_this_machine_cannot_be_looked_into() -> None:
    """The same boot under another name: its processes are not seen from here, so it is believed."""
    assert is_alive(replace(this_process(), host="container", pid=2**22 + 5))
