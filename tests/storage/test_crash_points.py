"""Every point at which a save, a version or a journal entry may be cut off: the old or the new file can be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.editing import builders
from tests.need import need
from tests.storage.disk import Recorder
from visavis.blueprint.editing import DocumentChange, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddStep
from visavis.blueprint.editing.journal import Journal, find_unfinished, read
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import encode, load, save_bytes
from visavis.blueprint.storage.versions import Versions

OLD = builders.document(head={"title": "Avant"})
NEW = builders.document(head={"title": "Après, et plus long d’une phrase entière, pour que rien ne tienne en place"})


def recorded(root: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Recorder:
    recorder = Recorder(root)
    with monkeypatch.context() as patched:
        recorder.install(patched)
        act()
    assert len(recorder.calls) > 3
    return recorder


def title(path: Path) -> str | None:
    try:
        return load(path).document.head.title
    except BlueprintError:
        return None


def each_crash(recorder: Recorder, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    for number, (told, state, names, data) in enumerate(recorder.crashes()):
        root = recorder.replayed(names, data, state.folders, tmp_path / f"crash-{number}")
        yield told, root
        shutil.rmtree(root.parent)


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize("kind", ["replaced", "hard link", "owner cannot be kept"])
def test_a_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, before: BlueprintDocument,
                after: BlueprintDocument) -> None:
    root = tmp_path / "root"
    work, safe = root / "work", root / "recovery"
    work.mkdir(parents=True)
    file = work / "demande.blueprint.json"
    file.write_bytes(encode(before))
    if kind == "hard link":
        os.link(file, work / "autre.blueprint.json")
    if kind == "owner cannot be kept":
        monkeypatch.setattr("visavis.blueprint.storage.files.keep_metadata", _cannot)
    recorder = recorded(root, monkeypatch, lambda: save_bytes(encode(after), file, safe=safe))
    assert title(file) == after.head.title
    assert [path.name for path in safe.iterdir()] == [] if kind != "replaced" else not safe.exists()
    wanted = {before.head.title, after.head.title}
    seen = set()
    for told, replayed in each_crash(recorder, tmp_path):
        found = title(replayed / "work" / file.name)
        copies = [title(path) for path in (replayed / "recovery").glob("*.json")] if safe.exists() else []
        assert found in wanted or after.head.title in copies, told
        seen.add(found)
    assert wanted <= seen


def _cannot(*_: object) -> None:
    from visavis.blueprint.storage.metadata import CannotKeep

    raise CannotKeep(1, "Operation not permitted")


def test_a_file_that_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    root.mkdir()
    file = root / "neuf.blueprint.json"
    recorder = recorded(root, monkeypatch, lambda: save_bytes(encode(NEW), file))
    for told, replayed in each_crash(recorder, tmp_path):
        path = replayed / file.name
        assert not path.exists() or title(path) == NEW.head.title, told


def test_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    file = Path("/somewhere/demande.blueprint.json")
    Versions(root, file).keep(encode(OLD), datetime(2026, 11, 28, tzinfo=UTC))
    recorder = recorded(root, monkeypatch, lambda: Versions(root, file).keep(encode(NEW)))
    counts = set()
    for told, replayed in each_crash(recorder, tmp_path):
        titles = [version.document().head.title for version in Versions(replayed, file).list_versions()]
        assert titles in (["Avant"], [NEW.head.title, "Avant"]), told
        counts.add(len(titles))
    assert counts == {1, 2}


def test_a_journal_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "root"
    root.mkdir()
    session = EditSession(builders.document(), identifiers=Identifiers(3))
    journal = Journal(root, session.document, Path("/somewhere/demande.blueprint.json"), "abc")
    states = [session.document]

    def listen(changed: DocumentChange) -> None:
        journal.record(changed.changes)
        states.append(changed.document)

    session.subscribe(listen)
    for number in range(3):
        session.do(AddStep(("vous", "avant", number), f"Étape {number}"))
    journal.sync()

    def add() -> None:
        session.do(AddStep(("vous", "avant", 5), "La dernière 🙂"))
        session.do(AddStep(("vous", "avant", 6), "Encore une"))
        journal.sync()

    recorder = recorded(root, monkeypatch, add)
    journal.leave()
    name = need(journal.path).name
    for told, replayed in each_crash(recorder, tmp_path):
        found = read(replayed / name)
        assert found is not None, told
        assert found.document in states[3:], told
        assert [one.document for one in find_unfinished(replayed)] == [found.document], told
    assert need(read(need(journal.path))).document == states[-1]


def test_a_journal_that_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it holds a change it is nothing; what it holds is never anything that there was not."""
    root = tmp_path / "root"
    root.mkdir()
    session = EditSession(builders.document(), identifiers=Identifiers(3))
    journal = Journal(root, session.document, None)
    states = [session.document]

    def listen(changed: DocumentChange) -> None:
        journal.record(changed.changes)
        states.append(changed.document)

    session.subscribe(listen)
    recorder = recorded(root, monkeypatch, lambda: session.do(AddStep(("vous", "avant", 1), "Une étape")))
    journal.leave()
    seen = []
    for told, replayed in each_crash(recorder, tmp_path):
        found = [one.document for one in find_unfinished(replayed)]
        assert found in ([], [states[0]], [states[1]]), told
        seen.append(found)
    assert [states[1]] in seen
