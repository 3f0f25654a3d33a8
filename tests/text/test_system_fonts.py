"""Fonts of the system: found by name, read by HarfBuzz, passed over where they cannot be read, left aside when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection

from tests.text.system_faces import forget, make_font, system_folder
from visavis.blueprint.text import TextStyle, metrics, system_fonts
from visavis.blueprint.text.faces import is_drawn_as_outlines
from visavis.blueprint.text.outlines import segment_outline

STYLE = TextStyle(10.0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with system_folder(tmp_path / "share", monkeypatch) as found:
        yield found


def faces(text: str) -> list[str]:
    return [segment.face for segment in metrics().shape(text, STYLE).segments]


def test_a_letter_that_ships_with_no_face_is_the_systems(folder: Path) -> None:
    make_font(folder / "NotoSansCJK-Regular.ttf", "申请")
    run = metrics().shape("x 申请", STYLE)
    here, there = run.segments
    assert there.face == f"{folder / 'NotoSansCJK-Regular.ttf'}#0"
    assert is_drawn_as_outlines(there.face)
    assert not is_drawn_as_outlines(here.face)
    assert 0 not in there.glyphs
    assert there.advances == (10.0, 10.0)
    assert run.width == pytest.approx(metrics().width("x 申请", STYLE))
    outline = segment_outline(there, 10.0, [1])
    assert outline[0] == ("M", *[pytest.approx(value) for value in (there.x + 11.0, 0.0)])
    assert {round(float(segment[2]), 6) for segment in outline if len(segment) == 3} == {0.0, -8.0}


def test_what_ships_is_never_the_systems(folder: Path) -> None:
    make_font(folder / "NotoSansCJK-Regular.ttf", "aéжשس申")
    assert not any(map(is_drawn_as_outlines, faces("aéжשس")))


def test_the_best_font_comes_first_wherever_it_is(folder: Path) -> None:
    (folder / "deeper").mkdir()
    make_font(folder / "DejaVuSans.ttf", "申请")
    make_font(folder / "deeper" / "wqy-microhei.ttf", "申")
    forget()
    assert [Path(face).name for face in faces("申请")] == ["wqy-microhei.ttf#0", "DejaVuSans.ttf#0"]


@pytest.mark.parametrize("content", [b"", b"not a font", b"\x00\x01\x00\x00" + bytes(400), None])
def test_a_file_that_cannot_be_read_is_passed_over(folder: Path, content: bytes | None) -> None:
    broken = folder / "NotoSansCJK-Regular.ttc"
    if content is None:
        broken.symlink_to(folder / "gone.ttc")
    else:
        broken.write_bytes(content)
    make_font(folder / "wqy-zenhei.ttf", "申")
    assert [Path(face).name for face in faces("申")] == ["wqy-zenhei.ttf#0"]


def test_a_font_of_pictures_only_is_passed_over(folder: Path) -> None:
    make_font(folder / "NotoSansCJK-Regular.ttf", "申")
    font = TTFont(folder / "NotoSansCJK-Regular.ttf")
    del font["glyf"], font["loca"]
    font.save(folder / "NotoSansCJK-Regular.ttf")
    assert faces("申") == ["AtkinsonHyperlegibleNext-Regular"]


def test_of_a_file_for_all_of_east_asia_the_chinese_face_is_taken(folder: Path) -> None:
    fonts = []
    for place in ("JP", "SC", "KR"):
        make_font(folder / f"{place}.ttf", "申", family=f"Noto Sans CJK {place}")
        fonts.append(TTFont(folder / f"{place}.ttf"))
    collection = TTCollection()
    collection.fonts = fonts
    collection.save(folder / "NotoSansCJK-Regular.ttc")
    assert [Path(face).name for face in faces("申")] == ["NotoSansCJK-Regular.ttc#1"]


def test_other_fonts_are_not_asked(folder: Path) -> None:
    make_font(folder / "Fancy.ttf", "申")
    assert faces("申") == ["AtkinsonHyperlegibleNext-Regular"]


def test_they_can_be_left_aside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_font(folder / "NotoSansCJK-Regular.ttf", "申")
    monkeypatch.setenv(system_fonts.VARIABLE, "none")
    forget()
    assert faces("申") == ["AtkinsonHyperlegibleNext-Regular"]


def test_nothing_is_looked_for_where_every_letter_ships(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "font_folders", lambda: pytest.fail(f"looked in {folder}"))
    metrics().shape("Été, Дело, שלום, سلام, தமிழ், ไทย 😀 ⇄", STYLE)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_and_its_user_have_folders(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    found = list(system_fonts.font_folders())
    assert len(found) >= 2
    assert len(set(found)) == len(found)
    assert all(folder.name.lower().lstrip(".") == "fonts" for folder in found)
