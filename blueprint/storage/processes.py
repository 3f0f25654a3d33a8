"""Which process wrote something, and whether that one still runs: numbers are given out again."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

# Seconds by which a process may seem to have started after it wrote something: clocks are set.
CLOCK = 120.0
# What `/proc/<pid>/stat` tells 20th after the name.
_STARTED = 19
_STILL_ACTIVE = 259


@dataclass(frozen=True, slots=True)
class Process:
    """A process of some machine, as far as its writer could tell.

    `boot` changes whenever the machine starts; `machine` stays the same and is no one's name; `started` is when the
    process did, in the system's ticks since then. Empty where that is not known.
    """

    host: str
    pid: int
    boot: str = ""
    started: str = ""
    machine: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it for a JSON file."""
        return {"host": self.host, "pid": self.pid, "boot": self.boot, "started": self.started,
                "machine": self.machine}


def this_process() -> Process:
    """Return the process that runs this."""
    pid = os.getpid()
    return Process(socket.gethostname(), pid, _boot(), _start_of(pid), _machine())


def process_of(data: Mapping[str, Any]) -> Process:
    """Return the process that JSON data tells of; raises KeyError, TypeError or ValueError where it tells of none."""
    return Process(str(data["host"]), int(data["pid"]),
                   *(str(data.get(name) or "") for name in ("boot", "started", "machine")))


def is_here(process: Process) -> bool:
    """Return whether a process is or was one of this machine, as far as can be told."""
    here = this_process()
    if process.machine and here.machine and process.machine != here.machine:
        return False
    return process.host == here.host or (bool(process.boot) and process.boot == here.boot)


def is_alive(process: Process, since: datetime | None = None) -> bool:
    """Return whether a process still runs; of another machine it is believed.

    `since` is when it wrote, for those who did not write down when they started: whoever started later is another.
    """
    here = this_process()
    if not is_here(process):
        return True
    if process.boot and here.boot and process.boot != here.boot:
        return False
    if not _runs(process.pid):
        # A container of the same machine has processes that cannot be seen from here.
        return process.host != here.host
    started = _start_of(process.pid)
    if process.started and started:
        return process.started == started
    begun = _moment_of(started)
    return since is None or begun is None or begun <= since.timestamp() + CLOCK


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """Ask for the process; signal 0, which asks elsewhere, is Ctrl+C there."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]  # there on Windows only
    handle = kernel.OpenProcess(0x1000, 0, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE


def _start_of(pid: int) -> str:
    """Return when a process started, in ticks since the machine did; empty where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""
    # The name, in parentheses, may hold spaces and parentheses itself.
    fields = text.rpartition(")")[2].split()
    return fields[_STARTED] if len(fields) > _STARTED else ""


def _moment_of(started: str) -> float | None:
    """Return the moment (seconds since 1970) of a start in ticks."""
    if not started.isdigit() or not hasattr(os, "sysconf"):
        return None
    for line in _read("/proc/stat").splitlines():
        if line.startswith("btime "):
            return int(line.split()[1]) + int(started) / os.sysconf("SC_CLK_TCK")
    return None


@lru_cache(maxsize=1)
def _boot() -> str:
    return _read("/proc/sys/kernel/random/boot_id").strip()


@lru_cache(maxsize=1)
def _machine() -> str:
    """Return a name of this machine that tells no one which one it is (as systemd asks of users of its id)."""
    text = _read("/etc/machine-id").strip()
    return hashlib.sha256(f"visavis {text}".encode()).hexdigest()[:16] if text else ""


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
