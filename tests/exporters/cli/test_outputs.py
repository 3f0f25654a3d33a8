"""What `-o` may write on: every kind of target, for every command that writes; and which format a name asks for."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import decode, load
from visavis.exporters.cli import main
from visavis.exporters.cli.outputs import format_of

ROOT = Path(__file__).parents[3]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
MADE = b"what the export holds"
# Every family of formats, with the suffix of its files.
SUFFIXES = {"poster": ".pdf", "infographic": ".pdf", "before-after": ".pdf", "svg": ".svg", "png": ".png",
            "spec": ".spec.json", "dot": ".dot"}
COMMANDS = ("new", *SUFFIXES)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that need no time: what is asked here is where their bytes go."""
    for exporter in plugins().exporters.values():
        monkeypatch.setattr(type(exporter), "export", lambda *_: MADE)
        monkeypatch.setattr(type(exporter), "losses", lambda *_: (), raising=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "entree" / "service.blueprint.json"
    path.parent.mkdir()
    shutil.copyfile(SHOESHINE, path)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def asked(command: str, source: Path, target: Path | str, *more: str) -> tuple[str, ...]:
    if command == "new":
        return ("new", "blank", "-o", str(target), *more)
    return ("export", str(source), "-t", command, "-o", str(target), *more)


Make = Callable[[Path, Path, str], Path]


def absent(folder: Path, source: Path, suffix: str) -> Path:
    return folder / f"neuf{suffix}"


def absent_without_suffix(folder: Path, source: Path, suffix: str) -> Path:
    return folder / "neuf"


def same_kind(folder: Path, source: Path, suffix: str) -> Path:
    path = folder / f"avant{suffix}"
    path.write_bytes(b"an earlier one")
    return path


def other_suffix(folder: Path, source: Path, suffix: str) -> Path:
    path = folder / "lettre.rtf"
    path.write_bytes(b"a letter")
    return path


def a_blueprint(folder: Path, source: Path, suffix: str) -> Path:
    return Path(shutil.copyfile(SHOESHINE, folder / "autre.blueprint.json"))


def a_blueprint_by_another_name(folder: Path, source: Path, suffix: str) -> Path:
    return Path(shutil.copyfile(SHOESHINE, folder / f"autre{suffix}"))


def a_damaged_blueprint(folder: Path, source: Path, suffix: str) -> Path:
    path = folder / "abime.blueprint.json"
    path.write_bytes(SHOESHINE.read_bytes()[:300])
    return path


def the_input(folder: Path, source: Path, suffix: str) -> Path:
    return source


def a_hard_link_to_the_input(folder: Path, source: Path, suffix: str) -> Path:
    os.link(source, folder / f"dur{suffix}")
    return folder / f"dur{suffix}"


def a_link_to_the_input(folder: Path, source: Path, suffix: str) -> Path:
    (folder / f"mou{suffix}").symlink_to(source)
    return folder / f"mou{suffix}"


def a_folder(folder: Path, source: Path, suffix: str) -> Path:
    (folder / f"dossier{suffix}").mkdir()
    return folder / f"dossier{suffix}"


def read_only(folder: Path, source: Path, suffix: str) -> Path:
    path = same_kind(folder, source, suffix)
    path.chmod(0o444)
    return path


def in_no_folder(folder: Path, source: Path, suffix: str) -> Path:
    return folder / "rien" / f"neuf{suffix}"


#                                 new       new --force  export    export --force
TABLE: dict[Make, tuple[bool, bool, bool, bool]] = {
    absent:                      (True,     True,        True,     True),
    absent_without_suffix:       (True,     True,        True,     True),
    same_kind:                   (False,    True,        True,     True),
    other_suffix:                (False,    True,        False,    True),
    a_blueprint:                 (False,    True,        False,    False),
    a_blueprint_by_another_name: (False,    True,        False,    False),
    a_damaged_blueprint:         (False,    True,        False,    False),
    the_input:                   (False,    True,        False,    False),
    a_hard_link_to_the_input:    (False,    True,        False,    False),
    a_link_to_the_input:         (False,    True,        False,    False),
    a_folder:                    (False,    False,       False,    False),
    read_only:                   (False,    False,       False,    False),
    in_no_folder:                (False,    False,       False,    False),
}


def contents(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.few(70)
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("force", [False, True], ids=["", "force"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("make", TABLE, ids=lambda make: make.__name__)
def test_every_target_of_every_command(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: Path, make: Make,
                                       command: str, force: bool) -> None:
    suffix = SUFFIXES.get(command, ".blueprint.json")
    folder = tmp_path / "sortie"
    folder.mkdir()
    target = make(folder, source, suffix)
    before, kind = contents(tmp_path), target.is_symlink()
    allowed = TABLE[make][(0 if command == "new" else 2) + force]

    status, out, err = run(capsys, *asked(command, source, target, *(["--force"] if force else [])))

    if allowed:
        assert (status, out, err) == (0, "", "")
        made = target.read_bytes()
        assert (decode(made).steps == ()) if command == "new" else (made == MADE)
        assert target.is_symlink() is kind
        changed = {name for name, content in contents(tmp_path).items() if before.get(name) != content}
        same = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")
                if path.is_file() and path.samefile(target)}
        # Beside a picture stand its words.
        words = {str(target.with_suffix(".md").relative_to(tmp_path))} if command in ("svg", "png") else set()
        assert changed == same | words
    else:
        assert (status, out, err.count("\n")) == (2, "", 1), err
        assert str(target) in err
        assert contents(tmp_path) == before
        if not force and TABLE[make][1 if command == "new" else 3]:
            assert "--force" in err


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_device_stays_one(capsys: pytest.CaptureFixture[str], source: Path, command: str) -> None:
    before = Path("/dev/null").stat()
    assert run(capsys, *asked(command, source, "/dev/null")) == (0, "", "")
    after = Path("/dev/null").stat()
    assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)
    status, _, err = run(capsys, *asked(command, source, "/dev/full"))
    assert (status, err.count("\n")) == (2, 1)
    assert "/dev/full: could not be written" in err


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_is_written_through(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: Path,
                                   command: str) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run(capsys, *asked(command, source, pipe)) == (0, "", "")
    reader.join(timeout=10)
    assert (decode(read[0]).steps == ()) if command == "new" else (read == [MADE])
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, source: Path, command: str,
                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(asked(command, source, "-")) == 0
    out = capfdbinary.readouterr().out
    assert (decode(out).steps == ()) if command == "new" else (out == MADE)
    assert not (tmp_path / "-").exists()


def test_the_as_is_that_is_read_is_not_written_either(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                      source: Path) -> None:
    before = tmp_path / "avant.json"
    before.write_bytes(b"not even a blueprint")
    status, _, err = run(capsys, "export", str(source), "-t", "spec", "-o", str(before), "--as-is", str(before))
    assert status == 2
    assert "this is the file that is read" in err
    assert before.read_bytes() == b"not even a blueprint"


@pytest.mark.parametrize(("name", "format_"), [
    ("x.openapi.json", "openapi"), ("X.AsyncAPI.json", "asyncapi"), ("x.arazzo.json", "arazzo"), ("x.spec.json", "spec"), ("x.json", "spec"),
    ("x.csv", "csv"), ("x.jsonld", "cpsv-ap"), ("x.drawio", "drawio"), ("x.sarif", "sarif")])
def test_a_suffix_of_two_parts_is_that_of_its_format_alone(name: str, format_: str) -> None:
    assert format_of(name, plugins().exporters).name == format_


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("name", "options", "told"), [
    ("x.svg", (), None), ("x.png", (), None), ("X.SVG", (), None), ("x.dot", (), None), ("x.spec.json", (), None),
    ("x.json", (), None),
    ("x.pdf", (), "several formats have this suffix; name one with -t: before-after"),
    ("x.rtf", (), "no format has this suffix"),
    ("x.docx", (), None), ("x.html", (), None), ("x.xlsx", (), None), ("x.csv", (), None),
    ("x.docx", ("-t", "minutes"), None), ("x.odt", ("-t", "minutes"), None), ("x.odt", (), None),
    ("x.zip", (), "no format has this suffix"), ("x.zip", ("-t", "csv"), None),
    ("x", (), "no format has this suffix"),
    ("-", (), "name the format of standard output with -t"),
    ("x.blueprint.json", (), "no format has this suffix"),
    ("x.svg", ("-t", "poster"), "this suffix says the format svg, and -t says poster, whose files end in .pdf"),
    ("x.pdf", ("-t", "svg"), "and -t says svg, whose files end in .svg"),
    ("x.blueprint.json", ("-t", "spec"), "this suffix says a blueprint, and -t says spec"),
    ("x.svg", ("-t", "poster", "--force"), None),
    ("x.blueprint.json", ("-t", "spec", "--force"), "this suffix says a blueprint, and -t says spec"),
    ("x.svg", ("-t", "dot"), None), ("x.svg", ("-t", "dot", "--format", "dot"), "and -t says dot"),
    ("x.bin", ("-t", "poster"), None), ("x", ("-t", "poster"), None), ("x.pdf", ("-t", "poster"), None),
    ("x.openapi.json", ("-t", "spec"),
     "this suffix says the format openapi, and -t says spec, whose files end in .spec.json; change one of them"),
    ("X.OpenAPI.JSON", ("-t", "spec"), "this suffix says the format openapi"), ("x.openapi.json", ("-t", "spec", "--force"), None),
    ("x.spec.json", ("-t", "xstate"), "this suffix says the format spec, and -t says xstate"),
    ("x.xstate.json", ("-t", "xstate"), None), ("x.json", ("-t", "openapi"), None), ("x.mine.json", ("-t", "spec"), None),
])
def test_a_name_picks_the_format_or_contradicts_it(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: Path,
                                                   name: str, options: tuple[str, ...], told: str | None) -> None:
    target = name if name == "-" else str(tmp_path / name)
    status, out, err = run(capsys, "export", str(source), "-o", target, *options)
    if told is None:
        # What tables do not hold is told, and nothing else.
        assert (status, out, [line for line in err.splitlines() if "in this file" not in line]) == (0, "", [])
        assert Path(target).read_bytes() == MADE
    else:
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert told in err
        assert [path.name for path in tmp_path.iterdir()] == ["entree"]


@pytest.mark.usefixtures("quick")
def test_no_format_is_written_under_the_suffix_of_two_parts_of_another(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                                       source: Path) -> None:
    suffixes = {name: exporter.suffix({option.name: option.choices[0] for option in exporter.options if option.choices})
                for name, exporter in plugins().exporters.items()}
    two_parts = {name: suffix for name, suffix in suffixes.items() if suffix.count(".") > 1}
    assert two_parts.keys() >= {"spec", "openapi", "asyncapi", "arazzo", "xstate"}
    for name, suffix in two_parts.items():
        for other in suffixes:
            target = tmp_path / f"{other}{suffix}"
            status, _, err = run(capsys, "export", str(source), "-t", other, "-o", str(target))
            assert (status, target.exists()) == ((0, True) if other == name else (2, False)), (other, suffix)
            assert (f"this suffix says the format {name}, and -t says {other}" in err) == (other != name)


def test_a_name_chooses_the_option_that_makes_such_files(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                                         source: Path) -> None:
    for name in ("dot", "infographic"):
        target = tmp_path / f"{name}.svg"
        assert run(capsys, "export", str(source), "-t", name, "-o", str(target)) == (0, "", "")
        assert b"<svg" in target.read_bytes()[:600]


@pytest.mark.parametrize("arguments", [("check", "-"), ("measure", "-"), ("compare", "-", str(SHOESHINE)),
                                       ("compare", str(SHOESHINE), "-"), ("check", "-", "--format", "sarif"),
                                       ("export", "-", "-t", "spec", "-o", "-")])
def test_a_dash_is_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
                                  arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    read = 1 if arguments[0] == "export" else len(arguments)
    named = [str(SHOESHINE) if argument == "-" and place <= read else argument
             for place, argument in enumerate(arguments)]
    expected = run(capsys, *named)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SHOESHINE.read_bytes())))
    found = run(capsys, *arguments)
    assert found[0] == expected[0] == 0
    assert len(found[1]) > 100
    if "sarif" not in arguments:
        assert found == expected
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"{")))
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert err.startswith("visavis: -: ")


def test_an_export_on_a_full_disk_leaves_the_old_one(capsys: pytest.CaptureFixture[str], tmp_path: Path, source: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "avant.svg"
    target.write_bytes(b"an earlier one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    status, _, err = run(capsys, "export", str(source), "-o", str(target))
    assert status == 2
    assert "there is no room left" in err
    assert target.read_bytes() == b"an earlier one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["avant.svg", "entree"]


def test_what_is_piped_between_two_commands(tmp_path: Path) -> None:
    visavis = f"{sys.executable} -m visavis.exporters.cli"
    command = f"{visavis} new visit -o - | {visavis} export - -t svg -o {tmp_path / 'visite.svg'}"
    subprocess.run(command, shell=True, check=True, cwd=ROOT)
    assert b"<svg" in (tmp_path / "visite.svg").read_bytes()[:600]
    with pytest.raises(Exception, match=r"not JSON|not a blueprint|does not begin"):
        load(tmp_path / "visite.svg")
