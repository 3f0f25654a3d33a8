"""Files: a save replaces the whole file or leaves it alone; what cannot be read or written is told in one line."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.storage.samples import document
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import BlueprintFileError, digest, encode, load, save, save_bytes
from visavis.blueprint.storage import files as module

OLD = b"the old bytes\n"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "carte.blueprint.json"
    path.write_bytes(OLD)
    return path


def refused(job: Callable[[], object], path: Path) -> str:
    with pytest.raises(BlueprintFileError) as caught:
        job()
    told = str(caught.value)
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    return told


def only(path: Path) -> bool:
    """Whether nothing but `path` is in its folder."""
    return [found.name for found in path.parent.iterdir()] == [path.name]


def test_what_is_saved_is_loaded(target: Path) -> None:
    mark = save(document(), target)
    stored = load(target)
    assert stored.document == document()
    assert stored.digest == mark == digest(target.read_bytes())
    assert only(target)


def test_saving_what_was_loaded_changes_no_byte(target: Path) -> None:
    save(document(), target)
    before = target.read_bytes()
    save(load(target).document, target)
    assert target.read_bytes() == before


def test_a_new_file_gets_the_rights_of_new_files(tmp_path: Path) -> None:
    path = tmp_path / "neuf.blueprint.json"
    save(document(), path)
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o644])
def test_a_file_keeps_its_rights(target: Path, mode: int) -> None:
    target.chmod(mode)
    save(document(), target)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_link_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "lien.blueprint.json"
    link.symlink_to(target.name)
    save(document(), link)
    assert link.is_symlink()
    assert load(target).document == document()


def test_names_of_any_length_and_script(tmp_path: Path) -> None:
    for name in ("é 日本 🙂.blueprint.json", "x" * 255, "🙂" * 63, "-rf", "a\nb"):
        save(document(), tmp_path / name)
        assert load(tmp_path / name).document == document()


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "the file is empty"),
    (b'{"graph": {"format": "visavis/3", "id": "a"}}', "newer than this program"),
    (b"{", "it was probably cut"),
])
def test_a_file_that_is_no_blueprint_is_refused_and_not_touched(target: Path, content: bytes, reason: str) -> None:
    target.write_bytes(content)
    assert reason in refused(lambda: load(target), target)
    assert target.read_bytes() == content


def test_places_that_are_no_files(tmp_path: Path) -> None:
    assert "this is a folder" in refused(lambda: load(tmp_path), tmp_path)
    assert "this is a folder" in refused(lambda: save(document(), tmp_path), tmp_path)
    nowhere = tmp_path / "rien" / "x.blueprint.json"
    assert "there is no such file" in refused(lambda: load(nowhere), nowhere)
    assert "its folder does not exist" in refused(lambda: save(document(), nowhere), nowhere)
    assert not (tmp_path / "rien").exists()
    null = Path("a\0b")
    refused(lambda: load(null), null)
    refused(lambda: save(document(), null), null)


def test_a_file_far_too_large_is_not_read(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 5)
    assert "too large to be a blueprint" in refused(lambda: load(target), target)


def test_a_file_that_may_not_be_read(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert "you do not have permission to read this file" in refused(lambda: load(target), target)


def test_a_folder_that_may_not_be_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*arguments: Any, **named: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", forbidden)
    assert "The file is as it was" in refused(lambda: save(document(), target), target)
    assert target.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        assert "you may not write here" in refused(lambda: save(document(), target), target)
    finally:
        target.parent.chmod(0o700)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_full_disk_leaves_the_old_file_and_no_litter(target: Path, monkeypatch: pytest.MonkeyPatch,
                                                       call: str) -> None:
    real = getattr(os, call)

    def full(descriptor: int, *arguments: Any) -> Any:
        if call == "fdopen":
            os.close(descriptor)
        raise OSError(errno.ENOSPC, "there is no room left")

    monkeypatch.setattr(os, call, full)
    told = refused(lambda: save(document(), target), target)
    monkeypatch.setattr(os, call, real)
    assert "there is no room left" in told
    assert "the file is as it was" in told
    assert target.read_bytes() == OLD
    assert only(target)


def test_a_really_full_disk(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    real = os.fdopen

    def on_a_full_disk(descriptor: int, mode: str) -> Any:
        os.close(descriptor)
        return real(os.open("/dev/full", os.O_WRONLY), mode)

    monkeypatch.setattr(os, "fdopen", on_a_full_disk)
    assert "could not be saved" in refused(lambda: save(document(), target), target)
    assert target.read_bytes() == OLD
    assert only(target)


CRASH = """
import os, sys
from pathlib import Path
from visavis.blueprint.storage import files

def die(*arguments):
    os._exit(9)

setattr(files.os if sys.argv[2] == "fsync" else files.Path, sys.argv[2], die)
files.save_bytes(b"the new bytes" * 100_000, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moment", ["fsync", "chmod", "replace"])
def test_a_crash_in_the_middle_leaves_the_old_file(target: Path, moment: str) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(target), moment], check=False)
    assert done.returncode == 9
    assert target.read_bytes() == OLD
    save_bytes(b"later", target)
    assert target.read_bytes() == b"later"


def test_the_name_is_taken_only_after_the_bytes_are_on_the_disk(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replaced(path: Path, other: Path) -> Path:
        order.append("name")
        return replace(path, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    save(document(), target)
    assert order == ["file", "name", "folder"]


def test_a_document_that_cannot_be_written_touches_nothing(target: Path) -> None:
    broken = document().replace(extra={"text": "\ud83d"})
    with pytest.raises(BlueprintError, match="half a character"):
        save(broken, target)
    assert target.read_bytes() == OLD


def test_two_saves_of_the_same_are_the_same(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "ab"]
    assert len({save_bytes(encode(document()), path) for path in paths}) == 1
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_what_has_no_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 100_000)
    assert "too large to be a blueprint" in refused(lambda: load(Path("/dev/zero")), Path("/dev/zero"))
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", "import sys; open(sys.argv[1], 'wb').write(open(sys.argv[2], 'rb').read())",
                               str(pipe), str(saved(tmp_path))])
    assert load(pipe).document == document()
    assert writer.wait(timeout=10) == 0


def saved(folder: Path) -> Path:
    save(document(), folder / "a.json")
    return folder / "a.json"
