"""A font made for a test, in a folder where a Linux system would keep it, and a program that has forgotten all others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from visavis.blueprint.text import faces, shaping, system_fonts


def make_font(path: Path, letters: str, *, family: str = "Test") -> None:
    """Write a TrueType font in which each of the letters is a full square of 800 by 800 on an em of 1,000."""
    names = [".notdef", *[f"square{number}" for number in range(len(letters))]]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@contextmanager
def system_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder of fonts that is the system's only one inside this block."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the folders of fonts are those of Linux")
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv(system_fonts.VARIABLE, "")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_DIRS", str(folder / "nowhere"))
    monkeypatch.setenv("HOME", str(folder))
    forget()
    try:
        yield folder / "fonts"
    finally:
        monkeypatch.setenv(system_fonts.VARIABLE, "none")
        forget()


def forget() -> None:
    """Forget which fonts there are and everything that was shaped with them."""
    metrics: Any = sys.modules["visavis.blueprint.text.metrics"]
    wrapping: Any = sys.modules["visavis.blueprint.text.wrapping"]
    cached: list[Callable[..., object]] = [
        system_fonts._font_files, system_fonts._face_in, faces.face_of, metrics._words, metrics._run, metrics._clean_text,
        wrapping._fit_kept, shaping._shape_narrow]
    for function in cached:
        function.cache_clear()  # type: ignore[attr-defined]  # all of them are
