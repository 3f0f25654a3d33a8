"""What survives a save: owner, group, rights, attributes, hard links; what is read-only, a device or a pipe."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from visavis.blueprint.storage import BlueprintFileError, save_bytes
from visavis.blueprint.storage.overwriting import safe_copies

OLD, NEW = b"the old bytes, which are longer\n", b"the new bytes\n"
linux = pytest.mark.skipif(sys.platform != "linux", reason="attributes and /proc are Linux'")
root_only = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "carte.blueprint.json"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


def refused(target: Path, safe: Path) -> str:
    with pytest.raises(BlueprintFileError) as caught:
        save_bytes(NEW, target, safe=safe)
    told = str(caught.value)
    assert told.startswith(f"{target}: ")
    assert "\n" not in told
    return told


@linux
def test_attributes_survive(target: Path, safe: Path) -> None:
    os.setxattr(target, "user.xdg.tags", "à relire".encode())
    os.setxattr(target, "user.other", b"\0\xff")
    save_bytes(NEW, target, safe=safe)
    assert target.read_bytes() == NEW
    assert {name: os.getxattr(target, name) for name in os.listxattr(target)} == {
        "user.xdg.tags": "à relire".encode(), "user.other": b"\0\xff"}


@root_only
@pytest.mark.parametrize("mode", [0o640, 0o664, 0o4755])
def test_owner_group_and_rights_survive(target: Path, safe: Path, mode: int) -> None:
    os.chown(target, 1234, 4321)
    target.chmod(mode)
    save_bytes(NEW, target, safe=safe)
    found = target.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, mode)


def test_every_name_of_a_file_shows_what_was_saved(target: Path, safe: Path) -> None:
    other = target.with_name("autre nom.blueprint.json")
    os.link(target, other)
    save_bytes(NEW, target, safe=safe)
    assert target.read_bytes() == other.read_bytes() == NEW
    assert target.samefile(other)
    assert list(safe.iterdir()) == []
    assert len(list(target.parent.iterdir())) == 2


@pytest.mark.parametrize("call", ["chown", "setxattr"])
def test_a_file_that_a_new_one_cannot_be_is_written_in_place(target: Path, safe: Path, monkeypatch: pytest.MonkeyPatch,
                                                             call: str) -> None:
    def forbidden(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if call == "setxattr":
        os.setxattr(target, "user.tag", b"x")
    monkeypatch.setattr(os, call, forbidden)
    if call == "chown":
        # As if it were someone else's, in a folder that is shared.
        real = Path.stat
        monkeypatch.setattr(Path, "stat", lambda path, **named: _given_away(real(path, **named), path == target))
    inode = target.stat().st_ino
    save_bytes(NEW, target, safe=safe)
    assert target.read_bytes() == NEW
    assert target.stat().st_ino == inode
    assert list(safe.iterdir()) == []
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def _given_away(found: os.stat_result, is_target: bool) -> os.stat_result:
    if not is_target:
        return found
    fields = list(found)
    fields[stat.ST_UID] += 1
    return os.stat_result(fields)


def test_nothing_is_written_in_place_without_a_safe_copy(target: Path, tmp_path: Path) -> None:
    os.link(target, target.with_name("autre.blueprint.json"))
    in_the_way = tmp_path / "recovery"
    in_the_way.write_text("")
    assert "no safe copy could be made first" in refused(target, in_the_way)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("call", ["write", "fsync", "ftruncate"])
def test_a_full_disk_puts_the_old_bytes_back(target: Path, safe: Path, monkeypatch: pytest.MonkeyPatch,
                                             call: str) -> None:
    os.link(target, target.with_name("autre.blueprint.json"))
    inode, real, failed = target.stat().st_ino, getattr(os, call), list[str]()

    def full(descriptor: int, *rest: Any) -> Any:
        if os.fstat(descriptor).st_ino == inode and not failed:
            failed.append(call)
            if call == "write":
                real(descriptor, rest[0][:4])
            raise OSError(errno.ENOSPC, "there is no room left")
        return real(descriptor, *rest)

    monkeypatch.setattr(os, call, full)
    told = refused(target, safe)
    assert "there is no room left" in told
    assert "as it was" in told
    assert failed == [call]
    assert target.read_bytes() == OLD
    assert list(safe.iterdir()) == []


def test_what_cannot_even_be_put_back_is_named(target: Path, safe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.link(target, target.with_name("autre.blueprint.json"))
    inode, real = target.stat().st_ino, os.write

    def broken(descriptor: int, content: Any) -> int:
        if os.fstat(descriptor).st_ino == inode:
            raise OSError(errno.EIO, "Input/output error")
        return real(descriptor, content)

    monkeypatch.setattr(os, "write", broken)
    told = refused(target, safe)
    (copy,) = safe_copies(safe, target)
    assert str(copy) in told
    assert copy.read_bytes() == NEW
    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_read_only_file_is_not_written_by_root_either(target: Path, safe: Path, mode: int) -> None:
    target.chmod(mode)
    assert "read-only" in refused(target, safe)
    assert target.read_bytes() == OLD
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_link_to_a_read_only_file_is_told_by_its_own_name(target: Path, safe: Path) -> None:
    target.chmod(0o444)
    link = target.with_name("lien.blueprint.json")
    link.symlink_to(target.name)
    assert "read-only" in refused(link, safe)


def test_a_device_is_written_through(tmp_path: Path) -> None:
    before = Path("/dev/null").stat()
    link = tmp_path / "nulle part"
    link.symlink_to("/dev/null")
    for path in (Path("/dev/null"), link):
        save_bytes(NEW, path)
    after = Path("/dev/null").stat()
    assert (after.st_ino, after.st_mode, after.st_rdev) == (before.st_ino, before.st_mode, before.st_rdev)
    assert link.is_symlink()


def test_a_full_device_is_told(tmp_path: Path) -> None:
    with pytest.raises(BlueprintFileError, match="could not be written"):
        save_bytes(NEW, Path("/dev/full"))


def test_a_pipe_is_written_through_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    save_bytes(NEW * 20_000, pipe)
    reader.join(timeout=10)
    assert read == [NEW * 20_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_window_does_not_wait_for_a_pipe_that_nobody_reads(tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    with pytest.raises(BlueprintFileError, match="could not be written"):
        save_bytes(NEW, pipe, waits=False)


CODE = """
import sys
from pathlib import Path
from visavis.blueprint.storage import save_bytes
print("before", flush=True)
save_bytes(b"between\\n", Path(sys.argv[1]))
print("after", flush=True)
"""


@linux
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.parametrize("to", ["file", "pipe"])
def test_standard_output_by_its_name_goes_on_where_it_stands(tmp_path: Path, name: str, to: str) -> None:
    command = [sys.executable, "-c", CODE, name]
    if to == "pipe":
        told = subprocess.run(command, capture_output=True, check=True).stdout
    else:
        with (tmp_path / "out").open("wb") as stream:
            subprocess.run(command, stdout=stream, check=True)
        told = (tmp_path / "out").read_bytes()
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert told.split() == [b"before", b"between", b"after"]


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may go through; pytest's own are closed."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


AS_ANOTHER = """
import os, sys
from pathlib import Path
from visavis.blueprint.storage import BlueprintFileError, save_bytes
os.setgroups([])
os.setgid(4321)
os.setuid(4321)
try:
    save_bytes(b"the new bytes\\n", Path(sys.argv[1]), safe=Path(sys.argv[2]))
except BlueprintFileError as error:
    sys.exit(str(error))
"""


@root_only
@pytest.mark.parametrize(("mode", "folder_mode", "told"), [
    (0o666, 0o777, None), (0o644, 0o777, "read-only"), (0o606, 0o777, None), (0o666, 0o755, "do not have permission to write here"),
])
def test_a_colleague_s_file_stays_theirs(shared: Path, mode: int, folder_mode: int, told: str | None) -> None:
    """Someone else's file in a shared folder, really written by another user."""
    work, safe = shared / "work", shared / "recovery"
    work.mkdir()
    safe.mkdir()
    os.chown(safe, 4321, 4321)
    target = work / "carte.blueprint.json"
    target.write_bytes(OLD)
    os.chown(target, 1234, 1234)
    target.chmod(mode)
    work.chmod(folder_mode)
    done = subprocess.run([sys.executable, "-c", AS_ANOTHER, str(target), str(safe)], capture_output=True, text=True,
                          check=False, cwd=Path(__file__).parents[2])
    found = target.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 1234, mode)
    if told is None:
        assert (done.returncode, done.stderr) == (0, "")
        assert target.read_bytes() == NEW
    else:
        assert told in done.stderr
        assert target.read_bytes() == OLD
    assert [path.name for path in work.iterdir()] == [target.name]
    assert list(safe.iterdir()) == []
