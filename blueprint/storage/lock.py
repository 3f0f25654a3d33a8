"""A lock beside a blueprint file: who has it open. It asks politely; it never prevents opening."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from visavis.blueprint.storage.processes import Process, is_alive, is_here, process_of, this_process

# What another machine holds for longer than that was probably left behind.
LONG = timedelta(days=1)
# Bytes: a lock is a line; whatever is larger is something else.
_MOST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: their name, their process, and since when (ISO 8601)."""

    user: str
    process: Process
    since: str

    @property
    def host(self) -> str:
        """The name of their machine."""
        return self.process.host

    @property
    def pid(self) -> int:
        """The number of their process."""
        return self.process.pid

    @property
    def is_elsewhere(self) -> bool:
        """Whether they are on another machine, so that no one here can tell whether they still have it open."""
        return not is_here(self.process)

    @property
    def moment(self) -> datetime | None:
        """When they opened the file; None where that is not written as a moment."""
        try:
            found = datetime.fromisoformat(self.since)
        except ValueError:
            return None
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)

    def is_long_ago(self, now: datetime | None = None) -> bool:
        """Return whether they opened it so long ago that they may have forgotten it."""
        moment = self.moment
        return moment is None or (now or datetime.now(UTC)) - moment > LONG


class Lock:
    """The lock of one file. Without the right to write beside the file there is none, and no one is held up."""

    def __init__(self, file: Path) -> None:
        try:
            real = Path(os.path.realpath(file))
        except (OSError, ValueError):
            real = file
        self.path = real.with_name(f".{real.name[:200]}.lock")
        self._mine: Holder | None = None

    def take(self) -> Holder | None:
        """Take the lock and return None, or return who has it; one that a dead process left is taken over."""
        other = self.holder()
        if other is not None and is_alive(other.process, other.moment):
            return None if self._mine is not None and other == self._mine else other
        return self._take_from(other)

    def take_over(self) -> None:
        """Take the lock whoever has it: someone decided that they have gone."""
        self._take_from(self.holder())

    def holder(self) -> Holder | None:
        """Return who has the file open; None for no one, or where that cannot be read."""
        return _read(self.path)

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        if self._mine is not None and self.holder() == self._mine:
            with contextlib.suppress(OSError):
                self.path.unlink()
        self._mine = None

    def _take_from(self, left: Holder | None) -> Holder | None:
        """Put our lock where one was left (or a damaged one, or none). Return who was quicker, if someone was."""
        mine = Holder(_user(), this_process(), datetime.now(UTC).isoformat(timespec="microseconds"))
        try:
            fresh = _write_lock(self.path, mine)
        except OSError:
            return None
        try:
            quicker = self._move_aside(left, fresh) or self._claim_name(fresh)
        finally:
            fresh.unlink(missing_ok=True)
        if quicker is None and self.holder() == mine:
            self._mine = mine
        return quicker

    def _move_aside(self, left: Holder | None, fresh: Path) -> Holder | None:
        """Take what was left out of the way; what came there meanwhile is put back, and its holder returned."""
        away = fresh.with_suffix(".left")
        try:
            self.path.rename(away)
        except OSError:
            return None
        try:
            there = _read(away)
            if there is not None and there != left:
                with contextlib.suppress(OSError):
                    away.rename(self.path)
                return there
        finally:
            with contextlib.suppress(OSError):
                away.unlink()
        return None

    def _claim_name(self, fresh: Path) -> Holder | None:
        """Give our lock its name at once, with what it holds; return whose is there already."""
        try:
            os.link(fresh, self.path)
        except FileExistsError:
            return self.holder()
        except OSError:
            # A drive without hard links: whoever reads it this very moment may find it without its line.
            with contextlib.suppress(OSError):
                if self.path.exists():
                    return self.holder()
                fresh.rename(self.path)
        return None


def _write_lock(lock: Path, mine: Holder) -> Path:
    """Write a lock under a name of its own; raises OSError, with nothing left, where that is not possible."""
    descriptor, name = tempfile.mkstemp(dir=lock.parent, prefix=f"{lock.name[:50]}.", suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({"user": mine.user, **mine.process.to_json(), "since": mine.since}, stream)
        # Others have to read who has it.
        fresh.chmod(0o644)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _read(path: Path) -> Holder | None:
    """Return whom a lock tells of, whatever a newer program wrote beside that; None for a damaged one."""
    try:
        with path.open("rb") as stream:
            data: Any = json.loads(stream.read(_MOST))
        return Holder(str(data["user"]), process_of(data), str(data["since"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
