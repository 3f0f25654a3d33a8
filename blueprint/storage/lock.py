"""A lock beside a blueprint file: who has it open. It asks politely; it never prevents opening."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: their name, machine and process, and since when (ISO 8601)."""

    user: str
    host: str
    pid: int
    since: str


class Lock:
    """The lock of one file. Without the right to write beside the file there is none, and nobody is held up."""

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(f".{file.name[:200]}.lock")
        self._mine: Holder | None = None

    def take(self) -> Holder | None:
        """Take the lock and return None, or return who has it; one that a dead process left is taken over."""
        other = self.holder()
        if other is not None and not _is_stale(other):
            return None if self._mine is not None and other == self._mine else other
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        return self._create()

    def holder(self) -> Holder | None:
        """Return who has the file open; None for nobody, or where that cannot be read."""
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        if self._mine is not None and self.holder() == self._mine:
            with contextlib.suppress(OSError):
                self.path.unlink()
        self._mine = None

    def _create(self) -> Holder | None:
        since = datetime.now(UTC).isoformat(timespec="microseconds")
        mine = Holder(_user(), socket.gethostname(), os.getpid(), since)
        try:
            descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            return self.holder()
        except OSError:
            return None
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(asdict(mine), stream)
        self._mine = mine
        return None


def is_alive(host: str, pid: int) -> bool:
    """Tell whether a process still runs, as far as can be told from here: of another machine it is believed."""
    if host != socket.gethostname():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _is_stale(holder: Holder) -> bool:
    return not is_alive(holder.host, holder.pid)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
