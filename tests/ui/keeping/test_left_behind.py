"""What a program left behind: locks of machines long gone, journals good and bad, files that cannot be read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from tests.need import need, see
from tests.ui.conftest import BLANK, Answers
from tests.ui.dialogs import meanwhile, press
from tests.ui.keeping.test_outside import add, titles
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.editing.commands import AddStep
from visavis.blueprint.editing.journal import Journal, UnfinishedJournal, find_left_behind
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import encode, load, save
from visavis.blueprint.storage.lock import Lock
from visavis.blueprint.storage.overwriting import safe_copies
from visavis.blueprint.storage.processes import this_process
from visavis.blueprint.storage.versions import Versions
from visavis.ui.application.launch import _ask_pending_questions, bring_back_window, make_window
from visavis.ui.features.safety.damaged_file import DamagedFileDialog
from visavis.ui.features.safety.recovery_dialog import RecoveryDialog, offer_recovery
from visavis.ui.kit.i18n import set_language
from visavis.ui.kit.settings import UserSettings
from visavis.ui.window.main_window import MainWindow

Show = Callable[[MainWindow], MainWindow]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "demande.blueprint.json"
    file.parent.mkdir()
    save(load(BLANK).document, file)
    return file


def speak_english(settings: UserSettings) -> None:
    settings.language = "en"
    set_language("en")


@pytest.fixture
def windows(qapp: QApplication, settings: UserSettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """A function that shows a window; all are closed afterwards."""
    speak_english(settings)
    opened: list[MainWindow] = []

    def show(window: MainWindow) -> MainWindow:
        opened.append(window)
        window.show()
        return window

    yield show
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Discard)
    for window in opened:
        if shiboken6.isValid(window):
            window.bridge.mark_saved()
            window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(windows: Show, settings: UserSettings, path: Path) -> MainWindow:
    return windows(make_window(path, settings))


# -- locks


def held(path: Path, **told: object) -> None:
    Lock(path).path.write_text(json.dumps({"user": "anne", "host": "mairie-2", "pid": 7,
                                           "since": "2026-01-12T09:00:00+00:00"} | told), encoding="utf-8")


def test_what_a_machine_long_gone_holds_is_taken_over_with_its_date_told(window: MainWindow, path: Path) -> None:
    other = path.with_name("autre.blueprint.json")
    save(load(path).document, other)
    held(other)
    seen = meanwhile(press("Take it over"))
    assert window.file.open(other)
    assert "12 January 2026" in seen[0].text()
    assert "long ago" in seen[0].text()
    assert need(Lock(other).holder()).pid == os.getpid()
    assert not window.bridge.is_read_only
    add(window, "Appelle")
    window.save()
    assert titles(other) == ["Appelle"]
    window.close()
    assert Lock(other).holder() is None


def test_what_was_just_opened_elsewhere_is_not_called_long_ago(window: MainWindow, path: Path) -> None:
    other = path.with_name("autre.blueprint.json")
    save(load(path).document, other)
    held(other, since=(datetime.now(UTC) - timedelta(minutes=3)).isoformat())
    seen = meanwhile(press("Cancel"))
    assert not window.file.open(other)
    assert "long ago" not in seen[0].text()
    assert need(Lock(other).holder()).user == "anne"


def test_a_living_program_of_this_machine_is_not_taken_from(window: MainWindow, path: Path) -> None:
    other = path.with_name("autre.blueprint.json")
    save(load(path).document, other)
    here = this_process()
    held(other, host=here.host, pid=os.getppid(), boot=here.boot, machine=here.machine,
         since=datetime.now(UTC).isoformat())
    seen = meanwhile(press("Cancel"))
    assert not window.file.open(other)
    assert "Take it over" not in [button.text() for button in seen[0].findChildren(QPushButton)]


def test_the_window_that_begins_with_a_held_file_takes_it_over(windows: Show, settings: UserSettings, path: Path) -> None:
    held(path)
    window = windows(make_window(path, settings))
    assert see(window.bridge.is_read_only)
    meanwhile(press("Take it over"))
    window.file.resolve_lock()
    assert not window.bridge.is_read_only
    assert "read-only" not in window.windowTitle()
    add(window, "Appelle")
    window.save()
    assert titles(path) == ["Appelle"]


# -- journals


def leave(folder: Path, source: Path | None, *titles: str, **head: object) -> Path:
    """Leave a journal as a program does that was killed."""
    session = EditSession(load(BLANK).document, identifiers=Identifiers(len(titles)))
    journal = Journal(folder, session.document, source, "abc")
    session.subscribe(lambda changed: journal.record(changed.changes))
    for place, title in enumerate(titles):
        session.do(AddStep(("citizen", "before", place), title))
    journal.leave()
    if head:
        from tests.editing.test_journal import rewrite_head

        rewrite_head(need(journal.path), **head)
    return need(journal.path)


def answering(*answers: str) -> list[QDialog]:
    """Answer one dialog after the other."""
    seen: list[QDialog] = []

    def each(dialog: QDialog) -> None:
        place = len(seen)
        seen.append(dialog)
        if place + 1 < len(answers):
            meanwhile(each)
        press(answers[place])(dialog)

    meanwhile(each)
    return seen


def test_each_journal_is_offered_whatever_becomes_of_the_others(window: MainWindow, path: Path) -> None:
    recovery = window.file.recovery
    for number, name in enumerate(("a", "b", "c")):
        journal = leave(recovery, path.with_name(f"{name}.blueprint.json"), name)
        os.utime(journal, (number, number))
    seen = answering("Later", "Delete it", "Later")
    offer_recovery(window.file, window)
    assert [type(dialog) for dialog in seen] == [RecoveryDialog] * 3
    left = [need(one.source).name[0] for one in find_left_behind(recovery) if isinstance(one, UnfinishedJournal)]
    assert sorted(left) == ["a", "c"]


def test_a_second_one_is_taken_back_once_the_first_is_saved(window: MainWindow, path: Path, tmp_path: Path) -> None:
    recovery = window.file.recovery
    files = [path.with_name(f"{name}.blueprint.json") for name in "ab"]
    for number, file in enumerate(files):
        os.utime(leave(recovery, file, f"De {file.name[0]}"), (number, number))
    # b is offered first; then a, for which b has to be saved: its file is not there any more, and is asked for.
    seen = answering("Recover it", "Recover it", "Save", "Save it there again")
    offer_recovery(window.file, window)
    assert len(seen) == 4
    assert titles(files[1]) == ["De b"]
    assert window.file.path == files[0]
    assert [step.title for step in window.bridge.document.steps] == ["De a"]
    (left,) = find_left_behind(recovery)
    assert isinstance(left, UnfinishedJournal)
    assert left.document == window.bridge.document


def test_a_bad_journal_is_told_and_hides_no_other(window: MainWindow, path: Path) -> None:
    recovery = window.file.recovery
    leave(recovery, path, "Bonne")
    bad = leave(recovery, path, "Mauvaise", journal="visavis-journal/9")
    (recovery / "garbage.journal").write_bytes(os.urandom(3000) + b"\n")
    told, texts = [], []

    def answer(dialog: QDialog) -> None:
        told.append(dialog)
        if isinstance(dialog, QMessageBox):
            texts.append(dialog.text())
        if len(told) < 3:
            meanwhile(answer)
        press("Later" if isinstance(dialog, RecoveryDialog) else "Cancel")(dialog)

    meanwhile(answer)
    offer_recovery(window.file, window)
    assert len(texts) == 2
    assert any("another version of the program" in text and str(bad) in text and str(path) in text for text in texts)
    assert any("garbage.journal" in text for text in texts)
    assert len(list(recovery.glob("*.journal"))) == 3
    bad.unlink()
    (recovery / "garbage.journal").unlink()


def test_work_of_another_machine_is_told_to_be_that(window: MainWindow, path: Path) -> None:
    leave(window.file.recovery, path, "Ailleurs", host="mairie-2", boot="another", machine="")
    from tests.ui.keeping.test_keeping import words_of

    told: list[str] = []

    def answer(dialog: QDialog) -> None:
        told.append(words_of(dialog))
        press("Later")(dialog)

    meanwhile(answer)
    offer_recovery(window.file, window)
    assert "mairie-2" in told[0]


def test_a_journal_remembers_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    leave(tmp_path, Path("demande.blueprint.json"), "Appelle")
    (found,) = find_left_behind(tmp_path)
    assert found.source == tmp_path / "demande.blueprint.json"


# -- files that cannot be read


def damage(path: Path) -> bytes:
    content = path.read_bytes()[:200]
    path.write_bytes(content)
    return content


def fault_of(path: Path) -> BlueprintError:
    with pytest.raises(BlueprintError) as caught:
        load(path)
    return caught.value


def test_a_double_click_on_a_damaged_file_opens_a_window_that_says_so(windows: Show, settings: UserSettings, path: Path) -> None:
    good = load(path).document
    Versions(settings.versions, path).keep(encode(good), datetime(2026, 11, 3, 10, tzinfo=UTC))
    leave(settings.recovery, path, "Pas enregistré")
    content = damage(path)
    listed: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, DamagedFileDialog)
        listed.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.list.setFocus()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        assert dialog.about.text() == "Nouveau parcours · 0 steps"
        press("Restore this")(dialog)

    meanwhile(choose)
    window = windows(need(bring_back_window(path, fault_of(path), settings)))
    assert "Unsaved work" in listed[0]
    assert "3 November 2026" in listed[1]
    assert window.bridge.document == good
    assert (window.file.path, window.bridge.session.is_saved) == (path, False)
    assert path.read_bytes() == content
    assert "demande" in window.windowTitle()
    window.save()
    assert load(path).document == good
    kept = [one.read_bytes() for one in settings.recovery.glob("*.damaged")]
    assert kept == [content]


def test_its_unsaved_work_can_be_brought_back(windows: Show, settings: UserSettings, path: Path) -> None:
    leave(settings.recovery, path, "Pas enregistré")
    damage(path)
    meanwhile(press("Restore this"))
    window = windows(need(bring_back_window(path, fault_of(path), settings)))
    assert [step.title for step in window.bridge.document.steps] == ["Pas enregistré"]
    meanwhile(press("Replace the file with mine"))
    window.save()
    assert titles(path) == ["Pas enregistré"]


def test_a_save_that_was_cut_off_can_be_brought_back(windows: Show, settings: UserSettings, path: Path) -> None:
    os.link(path, path.with_name("autre nom.blueprint.json"))
    from visavis.blueprint.storage import overwriting

    copy = overwriting._keep_safe(encode(load(path).document), path, settings.recovery)
    damage(path)
    assert safe_copies(settings.recovery, path) == [copy]
    meanwhile(press("Restore this"))
    window = windows(need(bring_back_window(path, fault_of(path), settings)))
    assert window.bridge.document.head.title == "Nouveau parcours"


def test_where_nothing_is_left_the_window_says_that(settings: UserSettings, path: Path) -> None:
    damage(path)
    speak_english(settings)
    words = []

    def read(dialog: QDialog) -> None:
        from tests.ui.keeping.test_keeping import words_of

        words.append(words_of(dialog))
        press("Close")(dialog)

    meanwhile(read)
    assert bring_back_window(path, fault_of(path), settings) is None
    assert "the file ends too early" in words[0]
    assert "no version of it" in words[0]


@pytest.mark.parametrize(("in_terminal", "asks"), [(True, False), (False, True)])
def test_a_name_that_was_mistyped_in_a_terminal_needs_no_window(settings: UserSettings, path: Path, monkeypatch: pytest.MonkeyPatch, in_terminal: bool, asks: bool) -> None:
    speak_english(settings)
    missing = path.with_name("demnade.blueprint.json")
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(isatty=lambda: in_terminal, write=len, flush=int))
    seen = meanwhile(press("Close")) if asks else []
    assert bring_back_window(missing, fault_of(missing), settings) is None
    assert len(seen) == asks


def test_a_version_that_is_damaged_too_is_told_and_cannot_be_chosen(settings: UserSettings, path: Path) -> None:
    speak_english(settings)
    versions = Versions(settings.versions, path)
    versions.keep(b"{", datetime(2026, 11, 3, 10, tzinfo=UTC))
    damage(path)
    seen = []

    def read(dialog: DamagedFileDialog) -> None:
        seen.append((dialog.about.text(), dialog.bring_back.isEnabled()))
        press("Close")(dialog)

    meanwhile(read)
    assert bring_back_window(path, fault_of(path), settings) is None
    assert "ends too early" in seen[0][0]
    assert not seen[0][1]


def test_opening_a_damaged_file_in_the_window_offers_what_there_is(window: MainWindow, path: Path, settings: UserSettings) -> None:
    other = path.with_name("autre.blueprint.json")
    save(load(path).document, other)
    Versions(settings.versions, other).keep(other.read_bytes())
    damage(other)
    meanwhile(press("Close"))
    before = window.bridge.document
    assert not window.file.open(other)
    assert (window.bridge.document, window.file.path) == (before, path)
    meanwhile(press("Restore this"))
    assert window.file.open(other)
    assert window.file.path == other


def test_a_file_that_vanished_has_its_versions_still(window: MainWindow, path: Path, settings: UserSettings) -> None:
    other = path.with_name("autre.blueprint.json")
    save(load(path).document, other)
    Versions(settings.versions, other).keep(other.read_bytes())
    other.unlink()
    meanwhile(press("Restore this"))
    assert window.file.open(other)
    meanwhile(press("Save it there again"))
    window.save()
    assert load(other).document == window.bridge.document


@pytest.mark.parametrize("make", ["device", "pipe"])
def test_a_device_or_a_pipe_is_not_opened(window: MainWindow, path: Path, answers: Answers, make: str) -> None:
    target = path.with_name("x.blueprint.json")
    if make == "device":
        target.symlink_to("/dev/zero")
    else:
        os.mkfifo(target)
    said = answers()
    before = window.bridge.document
    assert not window.file.open(target)
    assert "device or a pipe" in said[0]
    assert window.bridge.document is before


def test_the_last_session_s_file_that_is_damaged_is_told(windows: Show, settings: UserSettings, path: Path, answers: Answers) -> None:
    settings.keep_session(path, 1.0, (0.0, 0.0))
    settings.has_begun = True
    damage(path)
    window = windows(make_window(None, settings))
    assert window.file.path is None
    said = answers()
    _ask_pending_questions(window, settings, greets=True)
    assert str(path) in said[0]
    _ask_pending_questions(window, settings, greets=True)
    assert len(said) == 1


def test_damaged_bytes_that_cannot_be_kept_are_not_replaced_unasked(windows: Show, settings: UserSettings, path: Path) -> None:
    Versions(settings.versions, path).keep(path.read_bytes())
    content = damage(path)
    meanwhile(press("Restore this"))
    settings.recovery.write_text("in the way")
    window = windows(need(bring_back_window(path, fault_of(path), settings)))
    seen = meanwhile(press("Cancel"))
    window.save()
    assert "no longer a blueprint" in seen[0].text()
    assert path.read_bytes() == content
    settings.recovery.unlink()
