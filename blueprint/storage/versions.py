"""Versions of a file as it was saved, kept on the user's machine: all of the last ten, then thinner and thinner."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from visavis.blueprint.model.document import BlueprintDocument
from visavis.blueprint.storage.files import SUFFIX, load, save_bytes
from visavis.blueprint.user_folders import key_of

# The latest ones are all kept; older ones by the hour for a day, by the day for a quarter of a year.
LATEST = 10
HOURLY = timedelta(days=1)
DAILY = timedelta(days=90)
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """One kept state: its file, and when it was saved (UTC)."""

    path: Path
    saved: datetime

    def document(self) -> BlueprintDocument:
        """Return the document as it was; raises BlueprintError when the version is damaged or gone."""
        return load(self.path).document


class Versions:
    """The versions of one file, in a folder of its own below `folder`."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder = folder / key_of(file)

    def keep(self, content: bytes, now: datetime | None = None) -> None:
        """Keep a state, unless it is the latest already; raises BlueprintError when it cannot be written."""
        now = now or datetime.now(UTC)
        latest = next(iter(self.list_versions()), None)
        with contextlib.suppress(OSError):
            if latest is not None and latest.path.read_bytes() == content:
                return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        save_bytes(content, self._folder / f"{now.strftime(_STAMP)}{SUFFIX}")
        for version in find_expendable(self.list_versions(), now):
            with contextlib.suppress(OSError):
                version.path.unlink()

    def move_to(self, file: Path) -> None:
        """Go on as the versions of a file that got another name; where it has versions already, these stay apart."""
        folder = self._folder.with_name(key_of(file))
        with contextlib.suppress(OSError):
            if not folder.exists():
                self._folder.rename(folder)
                self._folder = folder

    def list_versions(self) -> list[Version]:
        """Return the versions there are, the latest first."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"*{SUFFIX}"):
                with contextlib.suppress(ValueError):
                    saved = datetime.strptime(path.name.removesuffix(SUFFIX), _STAMP).replace(tzinfo=UTC)
                    found.append(Version(path, saved))
        return sorted(found, key=lambda version: version.saved, reverse=True)


def find_expendable(versions: Sequence[Version], now: datetime) -> list[Version]:
    """Return the versions to let go of; `versions` come latest first."""
    gone, kept = [], set()
    for index, version in enumerate(versions):
        age = now - version.saved
        slot = version.saved.strftime("%Y%m%d%H" if age <= HOURLY else "%Y%m%d")
        if index >= LATEST and (age > DAILY or slot in kept):
            gone.append(version)
        kept.add(slot)
    return gone
