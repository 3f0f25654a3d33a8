"""Saving and exporting from the window: nothing is overwritten unasked, whatever stands there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.need import need
from tests.storage.disk import Recorder
from tests.storage.test_crash_points import each_crash
from tests.ui.conftest import APA, BLANK, Answers
from tests.ui.dialogs import meanwhile, press
from tests.ui.keeping.test_outside import add, titles
from visavis.blueprint.editing.commands import EditHead, EditStep
from visavis.blueprint.editing.journal import find_unfinished
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import encode, load, save
from visavis.ui.application.launch import make_window
from visavis.ui.features.exporting.export_dialog import ExportDialog
from visavis.ui.features.safety.recovery_copies import save_recovery_copy
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow

MADE = b"what the export holds"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "demande.blueprint.json"
    file.parent.mkdir()
    save(load(BLANK).document, file)
    return file


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, settings: UserSettings, path: Path,
           monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    settings.language = "en"
    made = make_window(path, settings)
    with qtbot.waitActive(made):
        made.show()
    yield made
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    if shiboken6.isValid(made):
        made.bridge.mark_saved()
        made.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    starts: list[str] = []

    def chosen(parent: QWidget, title: str, start: str, names: str) -> tuple[str, str]:
        starts.append(start)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return starts


# -- save as


@pytest.mark.parametrize("words", ["Replace it", "Cancel"])
def test_the_suffix_comes_before_the_question(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    other = path.with_name("autre.blueprint.json")
    other.write_bytes(encode(load(APA).document))
    before = other.read_bytes()
    choosing(monkeypatch, path.with_name("autre"))
    add(window, "Appelle")
    seen = meanwhile(press(words))
    assert window.file.save_as() is (words == "Replace it")
    assert "“autre.blueprint.json” exists already" in seen[0].text()
    assert (other.read_bytes() == before) is (words == "Cancel")
    assert not path.with_name("autre").exists()


def test_enter_on_that_question_replaces_nothing(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = path.with_name("autre.blueprint.json")
    other.write_bytes(b"{}")
    choosing(monkeypatch, path.with_name("autre"))
    meanwhile(lambda dialog: dialog.defaultButton().click())
    assert not window.file.save_as()
    assert other.read_bytes() == b"{}"


@pytest.mark.parametrize("make", ["device", "pipe", "folder", "read-only"])
def test_what_cannot_be_a_document_s_file_is_told(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers, make: str) -> None:
    target = path.with_name(f"{make}.blueprint.json")
    if make == "device":
        target.symlink_to("/dev/null")
    elif make == "pipe":
        os.mkfifo(target)
    elif make == "folder":
        target.mkdir()
    else:
        target.write_bytes(b"{}")
        target.chmod(0o444)
    kind = target.stat().st_mode
    choosing(monkeypatch, target)
    said = answers()
    add(window, "Appelle")
    assert not window.file.save_as()
    assert len(said) == 1
    assert target.name in said[0]
    assert target.stat().st_mode == kind
    assert window.file.path == path
    assert not window.bridge.session.is_saved


def test_a_read_only_file_is_told_and_the_work_is_kept(window: MainWindow, path: Path, answers: Answers) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    said = answers()
    add(window, "Appelle")
    assert not window.file.save()
    assert "read-only" in said[0]
    assert path.read_bytes() == before
    (found,) = find_unfinished(window.file.recovery)
    assert found.document == window.bridge.document
    path.chmod(0o644)
    assert window.file._try_again()
    assert titles(path) == ["Appelle"]


@pytest.mark.parametrize("links", [1, 2])
def test_a_full_disk_loses_nothing(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers, links: int) -> None:
    if links == 2:
        os.link(path, path.with_name("autre nom.blueprint.json"))
    before = path.read_bytes()
    said = answers()
    add(window, "Appelle")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert not window.file.save()
        assert "there is no room left" in said[0]
        assert "No copy could be kept" in said[0]
        add(window, "Rappelle")
    assert path.read_bytes() == before
    assert not window.bridge.session.is_saved
    (found,) = find_unfinished(window.file.recovery)
    assert found.document == window.bridge.document
    assert window.file._try_again()
    assert titles(path) == ["Appelle", "Rappelle"]
    assert sorted(one.name for one in window.file.recovery.iterdir()) == []


def test_a_save_keeps_names_owner_rights_and_attributes(window: MainWindow, path: Path) -> None:
    other = path.with_name("lien dur.blueprint.json")
    os.link(path, other)
    os.setxattr(path, "user.tag", b"x")
    path.chmod(0o640)
    add(window, "Appelle")
    assert window.file.save()
    assert path.samefile(other)
    assert titles(other) == ["Appelle"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.getxattr(path, "user.tag") == b"x"
    assert list(window.file.recovery.iterdir()) == []


@pytest.mark.parametrize("name", ["../../escaped", "/etc/x", "..", "a\\b"])
def test_an_id_never_makes_a_path(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, name: str) -> None:
    window.bridge.replace(window.bridge.document.replace(
        head=window.bridge.document.head.model_copy(update={"id": name})))
    window.file.path = None
    starts = choosing(monkeypatch, None)
    window.file.save_as()
    dialog = ExportDialog(window.bridge.document, path.parent, window.bridge.analyse, window)
    qtbot.addWidget(dialog)
    dialog._ask_path()
    assert [Path(start).parent for start in starts] == [Path.home(), path.parent]
    assert all(Path(os.path.normpath(start)).parent == Path(start).parent for start in starts)
    copy = need(save_recovery_copy(window.bridge.document, window.file.recovery))
    assert copy.parent == window.file.recovery
    assert copy.resolve().parent == window.file.recovery.resolve()
    copy.unlink()


# -- export


@pytest.fixture
def dialog(window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExportDialog]:
    for exporter in plugins().exporters.values():
        monkeypatch.setattr(type(exporter), "export", lambda *_: MADE)
    made = ExportDialog(window.bridge.document, path.parent, window.bridge.analyse, window, inputs=(path,), form="svg")
    made.show()
    yield made
    made.done(0)
    made.deleteLater()



def wait_for(dialog: ExportDialog, qtbot: QtBot, said: list[str]) -> None:
    dialog._ask_path()
    qtbot.waitUntil(lambda: bool(dialog.written) or bool(said), timeout=10_000)


def test_an_export_gets_its_suffix_before_the_question(dialog: ExportDialog, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    there = path.with_name("image.svg")
    there.write_bytes(b"an earlier one")
    choosing(monkeypatch, path.with_name("image"))
    seen = meanwhile(press("Cancel"))
    dialog._ask_path()
    assert "“image.svg” exists already" in seen[0].text()
    assert there.read_bytes() == b"an earlier one"
    meanwhile(press("Replace it"))
    wait_for(dialog, qtbot, [])
    assert there.read_bytes() == MADE


@pytest.mark.parametrize("make", ["input", "hard link", "blueprint", "by another name", "folder", "read-only"])
def test_an_export_never_replaces_what_is_none(dialog: ExportDialog, path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers, qtbot: QtBot, make: str) -> None:
    target = path.with_name("cible.svg")
    if make == "input":
        target = path
    elif make == "hard link":
        os.link(path, target)
    elif make == "blueprint":
        target = path.with_name("autre.blueprint.json")
        target.write_bytes(encode(load(APA).document))
    elif make == "by another name":
        target.write_bytes(encode(load(APA).document))
    elif make == "folder":
        target.mkdir()
    else:
        target.write_bytes(b"an earlier one")
        target.chmod(0o444)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    # What came into the way while the export was being made is not replaced either.
    said = answers()
    dialog.export_to(target)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert len(said) == 1
    if target.suffix == ".svg":
        choosing(monkeypatch, target)
        dialog._ask_path()
        assert len(said) == 2
    assert not dialog.written
    assert {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()} == before


def test_a_device_is_written_through_and_a_pipe_without_reader_is_told(dialog: ExportDialog, path: Path, answers: Answers, qtbot: QtBot) -> None:
    said = answers()
    pipe = path.with_name("tube.svg")
    os.mkfifo(pipe)
    dialog.export_to(pipe)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "could not be written" in said[0]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    dialog.export_to(Path("/dev/null"))
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=10_000)
    assert dialog.written == (Path("/dev/null"),)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


# -- every point at which a save may be cut off


@pytest.mark.parametrize("kind", ["replaced", "hard link"])
def test_every_prefix_of_a_window_s_save_loses_nothing(window: MainWindow, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, kind: str) -> None:
    """At each call of edit, save, journal and version: the file is the new one, or the old one with its journal."""
    if kind == "hard link":
        os.link(path, path.with_name("autre nom.blueprint.json"))
    add(window, "Appelle")
    window.save()
    qtbot.waitUntil(lambda: len(need(window.file.versions).list_versions()) == 1, timeout=5000)
    step = window.bridge.document.steps[0].id
    recorder = Recorder(tmp_path)
    states = [window.bridge.document]
    with monkeypatch.context() as patched:
        recorder.install(patched)
        for command in (EditStep(step, title="Appelle la mairie"), EditHead(title="Autre titre")):
            window.bridge.do(command)
            states.append(window.bridge.document)
        begun = len(recorder.calls)
        window.save()
        qtbot.waitUntil(lambda: len(need(window.file.versions).list_versions()) == 2, timeout=5000)
        qtbot.waitUntil(window.file._job_runner.is_idle, timeout=5000)
    assert {call[0] for call in recorder.calls} >= {"create", "write", "sync", "unlink"}
    assert begun > 3
    copies = tmp_path.parent / f"{tmp_path.name}-crashes"
    seen = set()
    for number, (told, root) in enumerate(each_crash(recorder, copies)):
        file = root / path.relative_to(tmp_path)
        recovery = root / window.file.recovery.relative_to(tmp_path)
        there = [document_of(file), *(one.document for one in find_unfinished(recovery)),
                 *(document_of(copy) for copy in recovery.glob("*.saving.json"))]
        assert set(map(id_of, there)) & set(map(id_of, states)), told
        if told.startswith(("killed", "torn")) and calls_done(told) >= begun:
            assert id_of(states[-1]) in map(id_of, there), told
        seen.add(id_of(there[0]))
        assert number < 4000
    assert {id_of(states[0]), id_of(states[-1])} <= seen


def calls_done(told: str) -> int:
    return int(told.rsplit(maxsplit=1)[-1])


def document_of(path: Path) -> BlueprintDocument | None:
    from visavis.blueprint.model import BlueprintError

    try:
        return load(path).document
    except BlueprintError:
        return None


def id_of(document: BlueprintDocument | None) -> bytes | None:
    return encode(document) if document is not None else None
