"""May this be written here: every kind of target, for an export, for a new blueprint, for a merge and for a save."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.samples import document
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.file_names import file_name_of
from visavis.blueprint.storage.write_targets import (
    SUFFIX,
    Output,
    PathKind,
    WriteAnswer,
    clearance,
    is_blueprint,
    kind_of,
    with_suffix,
)
from visavis.blueprint.user_folders import key_of

YES, ASK, NEVER = WriteAnswer.YES, WriteAnswer.ASK, WriteAnswer.NEVER


def absent(folder: Path) -> Path:
    return folder / "neuf.svg"


def absent_with_a_blueprint_s_name(folder: Path) -> Path:
    return folder / f"Neuf{SUFFIX.upper()}"


def dangling(folder: Path) -> Path:
    (folder / "lien.svg").symlink_to("nulle-part.svg")
    return folder / "lien.svg"


def same_kind(folder: Path) -> Path:
    (folder / "ancien.svg").write_text("<svg/>")
    return folder / "ancien.svg"


def same_kind_in_capitals(folder: Path) -> Path:
    (folder / "ANCIEN.SVG").write_text("<svg/>")
    return folder / "ANCIEN.SVG"


def other_suffix(folder: Path) -> Path:
    (folder / "lettre.txt").write_text("Madame, Monsieur")
    return folder / "lettre.txt"


def no_suffix(folder: Path) -> Path:
    (folder / "Makefile").write_text("all:")
    return folder / "Makefile"


def a_blueprint(folder: Path) -> Path:
    (folder / f"autre{SUFFIX}").write_bytes(encode(document()))
    return folder / f"autre{SUFFIX}"


def a_damaged_blueprint(folder: Path) -> Path:
    (folder / f"abime{SUFFIX}").write_bytes(encode(document())[:90])
    return folder / f"abime{SUFFIX}"


def a_blueprint_by_another_name(folder: Path) -> Path:
    (folder / "image.svg").write_bytes(encode(document()))
    return folder / "image.svg"


def the_input(folder: Path) -> Path:
    return folder / "entree.txt"


def a_hard_link_to_it(folder: Path) -> Path:
    os.link(folder / "entree.txt", folder / "dur.svg")
    return folder / "dur.svg"


def a_link_to_it(folder: Path) -> Path:
    (folder / "mou.svg").symlink_to("entree.txt")
    return folder / "mou.svg"


def a_folder(folder: Path) -> Path:
    (folder / "dossier.svg").mkdir()
    return folder / "dossier.svg"


def read_only(folder: Path) -> Path:
    path = folder / "lecture.svg"
    path.write_text("<svg/>")
    path.chmod(0o444)
    return path


def a_device(folder: Path) -> Path:
    return Path("/dev/null")


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "tube.svg")
    return folder / "tube.svg"


#                                 export  new    merge  save as
TABLE: dict[Callable[[Path], Path], tuple[WriteAnswer, WriteAnswer, WriteAnswer, WriteAnswer]] = {
    absent:                      (YES,   YES,   YES,   YES),
    absent_with_a_blueprint_s_name: (NEVER, YES, YES,  YES),
    dangling:                    (YES,   YES,   YES,   YES),
    same_kind:                   (YES,   ASK,   YES,   YES),
    same_kind_in_capitals:       (YES,   ASK,   YES,   YES),
    other_suffix:                (ASK,   ASK,   YES,   YES),
    no_suffix:                   (ASK,   ASK,   YES,   YES),
    a_blueprint:                 (NEVER, ASK,   YES,   YES),
    a_damaged_blueprint:         (NEVER, ASK,   YES,   YES),
    a_blueprint_by_another_name: (NEVER, ASK,   YES,   YES),
    the_input:                   (NEVER, ASK,   YES,   YES),
    a_hard_link_to_it:           (NEVER, ASK,   YES,   YES),
    a_link_to_it:                (NEVER, ASK,   YES,   YES),
    a_folder:                    (NEVER, NEVER, NEVER, NEVER),
    read_only:                   (NEVER, NEVER, NEVER, NEVER),
    a_device:                    (YES,   YES,   YES,   NEVER),
    a_pipe:                      (YES,   YES,   YES,   NEVER),
}


@pytest.mark.parametrize("make", TABLE, ids=lambda make: make.__name__)
def test_what_may_be_written_where(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    source = tmp_path / "entree.txt"
    source.write_bytes(b"not a blueprint any more, but what was read")
    path = make(tmp_path)
    outputs = (Output(".svg", (source,)), Output(SUFFIX, (), is_blueprint=True),
               Output(SUFFIX, (source,), is_blueprint=True, updates=True),
               Output(SUFFIX, (source,), is_blueprint=True, updates=True, stays=True))
    found = tuple(clearance(path, output) for output in outputs)
    assert tuple(one.answer for one in found) == TABLE[make]
    assert all((one.reason is None) is (one.answer is YES) for one in found)


@pytest.mark.parametrize(("name", "content", "answer"), [
    ("a.spec.json", "{}", YES), ("a.spec.json", "cut", YES), ("a.json", '{"format": "visavis-spec/2"}', YES), ("a.json", "{}", ASK),
    ("package.json", '{"name": "site", "version": "1.0.0"}', ASK), ("a.json", "cut", ASK), ("a.jso", "{}", ASK), ("a.json.bak", "{}", ASK)])
def test_a_json_export_is_known_by_its_whole_suffix_or_its_own_word(tmp_path: Path, name: str, content: str, answer: WriteAnswer) -> None:
    (tmp_path / name).write_text(content)
    assert clearance(tmp_path / name, Output(".spec.json")).answer is answer


@pytest.mark.parametrize(("content", "is_one"), [
    (b'{"graph": {"format": "visavis/1"', True), (b'{"x": 1,\n "graph": {"id": "a", "format" : "visavis/2"}}', True),
    (b'{"format": "visavis-spec/1"}', False), (b'{"blueprint": {"format": "visavis/1"}}', False),
    (b'{"blueprint": {"format": "visavis/1"}, "gra', True), (b'{"nodes": [], "graph": {"format": "visavis/2"}}', True), (b'{"text": "{\\"format\\": \\"visavis/1\\"}"}', False),
    (b'{"format": {"const": "visavis/1"}}', False), (b"", False),
    (b'{"graph": {"format": "visavis\\/1"}}', True), (b'{"graph": {"format": "visavis\\u002f1"}}', True),
    (b'{"graph": {"format": "visavis\\/1"', True), ('{"graph": {"format": "visavis/1"}}'.encode("utf-16"), True),
    ('{"graph": {"format": "visavis/1"'.encode("utf-16"), True),
])
def test_a_blueprint_is_known_by_what_stands_in_it(tmp_path: Path, content: bytes, is_one: bool) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert is_blueprint(tmp_path / "a.json") is is_one


def test_places_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "tourne").symlink_to("tourne")
    with pytest.raises(OSError, match="symbolic links"):
        kind_of(tmp_path / "tourne")
    with pytest.raises(ValueError, match="null"):
        kind_of(Path("a\0b"))
    (tmp_path / "a").write_text("")
    assert kind_of(tmp_path / "a" / "b") is PathKind.NOTHING


@pytest.mark.parametrize("text", [
    "../../escaped", "/etc/passwd", "..", ".", "", "a/b\\c", "C:\\Windows\\x", "con", "NUL.txt", "\0", "a\nb", ".bashrc",
    "x" * 500, "🙂" * 200, "日本" * 100, "-rf", "~", "$(reboot)", "a" * 119 + "..", "é/../é", " ", "\u202e/x",
])
def test_no_id_and_no_title_makes_a_path(tmp_path: Path, text: str) -> None:
    name = file_name_of(text)
    path = tmp_path / f"{name}-poster.pdf"
    assert path.parent == tmp_path
    assert Path(os.path.realpath(path)).parent == Path(os.path.realpath(tmp_path))
    assert name == Path(name).name
    assert not name.startswith((".", "-"))
    assert not set(name) & set("/\\:\0\n*?\"<>|")
    path.write_text("")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_suffix_is_added_once(tmp_path: Path) -> None:
    assert with_suffix(tmp_path / "a", ".pdf").name == "a.pdf"
    assert with_suffix(tmp_path / "a.PDF", ".pdf").name == "a.PDF"
    assert with_suffix(tmp_path / "a.svg", ".pdf").name == "a.svg.pdf"
    assert with_suffix(tmp_path / "a.json", ".spec.json").name == "a.json"


def test_the_program_s_own_name_of_a_file_is_no_path() -> None:
    for text in ("a/../b", "\udcff", "x" * 5000):
        assert key_of(Path(text)).isalnum()
