"""The desktop's files: a menu entry, a MIME type and an icon in the user's own folder, and away again."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from visavis.exporters.cli import main
from visavis.exporters.cli.desktop import SOURCES, TARGET_FOLDERS


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data $HOME"))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path / "data $HOME"


class Exact(configparser.ConfigParser):
    """Reads keys in the letters that they are written in."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def entry(path: Path) -> configparser.SectionProxy:
    parser = Exact(interpolation=None)
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_files_are_installed_and_removed(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop"]) == 0
    told = capsys.readouterr().out
    for name, folder in TARGET_FOLDERS.items():
        assert (base / folder / name).is_file()
        assert name in told
    assert main(["desktop", "--remove"]) == 0
    assert not [path for name, folder in TARGET_FOLDERS.items() if (path := base / folder / name).exists()]
    assert main(["desktop", "--remove"]) == 0


def test_the_entry_opens_blueprints_in_both_languages(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/my $tools/{name}" if name == "visavis" else None)
    assert main(["desktop"]) == 0
    found = entry(base / "applications" / "visavis.desktop")
    assert found["Exec"] == '"/opt/my \\$tools/visavis" %f'
    assert found["TryExec"] == "/opt/my $tools/visavis"
    assert found["Comment[fr]"]
    mime = found["MimeType"].rstrip(";")
    tree = ET.parse(SOURCES / "visavis.xml").getroot()
    namespace = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = tree.find(f"{namespace}mime-type")
    assert kind is not None
    assert kind.get("type") == mime
    assert [glob.get("pattern") for glob in kind.iter(f"{namespace}glob")] == ["*.blueprint.json"]
    assert ET.parse(SOURCES / "visavis.svg").getroot().tag.endswith("svg")


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not installed")
def test_the_entry_is_valid() -> None:
    done = subprocess.run(["desktop-file-validate", str(SOURCES / "visavis.desktop")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["desktop"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "visavis.desktop" in told
