"""What reaches a terminal, and what happens when it takes nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from visavis.exporters.cli import main
from visavis.exporters.cli.terminal import OutputLost, Terminal, make_visible

ROOT = Path(__file__).parents[3]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
FULL = Path("/dev/full")
STEERING = "\x1b]0;owned\x07\x1b[2J\r\x08\x7f\x9b31m\u202e\u2066\u2028"


def visavis(*arguments: str, **streams: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "VISAVIS_LANGUAGE": "en"}
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "visavis.exporters.cli", *arguments], cwd=ROOT, text=True, check=False, env=environment,
        stderr=subprocess.PIPE, **streams)
    return done


def test_what_steers_is_shown_and_what_is_written_stays() -> None:
    assert make_visible("a\x1b[31mb\r\x9b\u202e\u2069\x7f") == r"a\u001b[31mb\u000d\u009b\u202e\u2069\u007f"
    kept = "é « ? » 10\u202f000\u00a0min 👩\u200d🦰 سلام\u200cها \t\n"
    assert make_visible(kept) == kept


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A blueprint whose every text steers the terminal, in a file whose name does, too."""
    data = json.loads(SHOESHINE.read_text(encoding="utf-8"))

    def spoil(value: object) -> object:
        if isinstance(value, dict):
            return {key: spoil(inner) if key not in ("title", "name", "text", "summary") else f"{inner}{STEERING}"
                    for key, inner in value.items()}
        return [spoil(inner) for inner in value] if isinstance(value, list) else value

    data["graph"]["id"] = f"id{STEERING}"
    data["graph"]["personas"] = [{"id": f"p{STEERING}", "name": f"P{STEERING}"}]
    path = tmp_path / "a\x1b[31m\u202e.blueprint.json"
    path.write_text(json.dumps(spoil(data)), encoding="utf-8")
    return path


COMMANDS = (("check",), ("check", "--format", "json"), ("check", "--format", "sarif"), ("measure",),
            ("measure", "--format", "json"), ("measure", "--sensitivities"), ("measure", "--persona", STEERING),
            ("compare",), ("check", "--rules", STEERING), ("check", STEERING), ("export", "-t", STEERING, "-o", "x"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command).encode("unicode_escape").decode())
def test_nothing_of_a_file_steers_the_terminal(capsys: pytest.CaptureFixture[str], hostile: Path,
                                               command: tuple[str, ...]) -> None:
    files = [str(hostile)] * (2 if command[0] == "compare" else 1)
    main((command[0], *files, *command[1:]))
    out, err = capsys.readouterr()
    assert out + err == make_visible(out + err)
    if command[-1] in ("json", "sarif"):
        # What was made visible can be read back.
        assert "\\u001b" in out
        json.loads(out)


@pytest.mark.few(3)
@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is full")
@pytest.mark.parametrize("command", [("check", str(SHOESHINE)), ("check", str(SHOESHINE), "--fail-on", "low"), ("--help",),
                                     ("check", "--help"), ("--version",), ("formats",), ("schema",),
                                     ("export", str(SHOESHINE), "-t", "svg", "-o", "-")], ids=" ".join)
def test_a_full_standard_output_is_told(command: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        done = visavis(*command, stdout=full)
    assert done.stderr == "visavis: the standard output cannot be written (there is no room left)\n"
    assert done.returncode == 2


def test_a_closed_standard_output_is_told_by_whoever_needs_it(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m visavis.exporters.cli "$@" >&-'

    def closed(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", "-c", command, "sh", *arguments], cwd=ROOT, text=True, capture_output=True, check=False,
                              env={**os.environ, "VISAVIS_LANGUAGE": "en"})

    done = closed("check", str(SHOESHINE))
    assert (done.returncode, done.stderr) == (2, "visavis: the standard output cannot be written (it is closed)\n")
    target = tmp_path / "x.svg"
    done = closed("export", str(SHOESHINE), "-t", "svg", "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    assert target.read_bytes().startswith(b"<svg")


@pytest.mark.few(2)
@pytest.mark.parametrize(("command", "status"), [
    (("check", str(SHOESHINE)), 0), (("check", str(SHOESHINE), "--fail-on", "low"), 1), (("schema", "document"), 0),
    (("export", str(SHOESHINE), "-t", "svg", "-o", "-"), 0), (("--help",), 0)], ids=lambda value: str(value)[-30:])
def test_a_reader_that_has_gone_is_not_missed(command: tuple[str, ...], status: int) -> None:
    """The exit status is that of the work, and nothing is said."""
    reader, writer = os.pipe()
    os.close(reader)
    done = visavis(*command, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is full")
def test_a_standard_error_that_takes_nothing_changes_no_status() -> None:
    for streams in ("2>&-", f"2>{FULL}"):
        done = subprocess.run(["sh", "-c", f'"{sys.executable}" -m visavis.exporters.cli check rien {streams}'], cwd=ROOT,
                              capture_output=True, check=False)
        assert done.returncode == 2


def test_a_stream_that_is_not_there_is_lost_only_where_it_is_needed() -> None:
    Terminal(None, is_needed=False).write("x")
    with pytest.raises(OutputLost):
        Terminal(None, is_needed=True).write("x")
    text = io.TextIOWrapper(io.BytesIO(), "utf-8")
    terminal = Terminal(text, is_needed=True)
    terminal.write("é\x1b")
    terminal.buffer.write(b"\x1b")
    assert text.buffer.getvalue() == "é\\u001b\x1b".encode()


def test_an_export_onto_a_terminal_steers_it_no_more_than_a_list_does() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    Terminal(screen, is_needed=True).buffer.write("é\x1b[2J\n".encode() + b"\xff")
    assert screen.getvalue() == "é\\u001b[2J\n\ufffd"
