"""Locks: one holder, dead ones are taken over, and nobody is ever held up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from blueprint.storage.lock import Lock, is_alive


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
    code = f"from pathlib import Path; from blueprint.storage.lock import Lock; print(Lock(Path({str(file)!r})).take())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
    left = Lock(file).holder()
    assert left is not None
    assert not is_alive(left.host, left.pid)
    assert Lock(file).take() is None


def test_a_lock_of_another_machine_is_believed_and_a_broken_one_is_not(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "a.blueprint.json")
    lock.path.write_text(json.dumps({"user": "anne", "host": "elsewhere", "pid": 1, "since": "x"}), encoding="utf-8")
    assert lock.take().user == "anne"
    for broken in ("", "[]", '{"user": 1}', "\x00"):
        lock.path.write_text(broken, encoding="utf-8")
        assert Lock(tmp_path / "a.blueprint.json").take() is None


def test_where_nothing_can_be_written_nobody_is_held_up(tmp_path: Path) -> None:
    assert Lock(tmp_path / "nowhere" / "a.blueprint.json").take() is None
