"""Owner, group, rights and extended attributes of a file, given to the one that takes its place."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


class CannotKeep(OSError):
    """A new file cannot be made what the old one is; it has to stay the same file."""


def keep_metadata(fresh: Path, target: Path) -> None:
    """Give the file `fresh` what `target` has, or what a new file would get where there is none.

    Raises CannotKeep when the system does not allow it.
    """
    try:
        there = target.stat()
    except OSError:
        # A drive without rights (FAT) may refuse any: its new files have what all of its files have.
        with contextlib.suppress(OSError):
            fresh.chmod(_new_mode())
        return
    try:
        here = fresh.stat()
        if hasattr(os, "chown") and (here.st_uid, here.st_gid) != (there.st_uid, there.st_gid):
            os.chown(fresh, there.st_uid, there.st_gid)
        _copy_attributes(target, fresh)
    except OSError as error:
        raise CannotKeep(error.errno, error.strerror or str(error)) from None
    # Last: a change of owner takes special bits away, and access lists follow the group's rights.
    fresh.chmod(there.st_mode & 0o7777)


def _new_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _copy_attributes(source: Path, target: Path) -> None:
    """Copy extended attributes, access lists among them; what the folder gave the new file of itself goes."""
    if sys.platform != "linux":
        return
    wanted, there = _attributes(source), _attributes(target)
    for name in there.keys() - wanted.keys():
        os.removexattr(target, name)
    for name, value in wanted.items():
        if there.get(name) != value:
            os.setxattr(target, name, value)


def _attributes(path: Path) -> dict[str, bytes]:
    if sys.platform != "linux":
        return {}
    try:
        names = os.listxattr(path)
    except OSError:
        # A file system without attributes has none to keep.
        return {}
    return {name: os.getxattr(path, name) for name in names}
