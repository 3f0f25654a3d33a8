"""Generated data files are what their builders make of the shipped fonts and icons."""

from __future__ import annotations

import pytest

from docs import make_font_measures as fonts
from docs import make_icons as icons
from visavis.templates.fonts.catalogue import FACES, FOLDER, fallback_measures, file_of, text_measures
from visavis.templates.icons.catalogue import FOLDER as ICONS
from visavis.templates.icons.catalogue import SIZE, icon
from visavis.templates.icons.catalogue import icons as all_icons


@pytest.mark.parametrize("name", ["metrics.json", "fallback-metrics.json"])
def test_font_measures_are_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="ascii") == fonts.contents()[name]


def test_icon_shapes_are_current() -> None:
    assert (ICONS / "shapes.json").read_text(encoding="ascii") == icons.content()


def test_every_face_ships_with_its_licence() -> None:
    for face in FACES:
        assert file_of(face).exists()
        assert (FOLDER / f"LICENSE-{face.partition('-')[0]}.txt").exists()
    assert {*text_measures(), *fallback_measures()} == set(FACES)


def test_icons_stay_in_their_box() -> None:
    for name, shape in all_icons().items():
        coordinates = [float(value) for segment in shape.segments for value in segment[1:]]
        assert coordinates, name
        assert all(-0.01 <= value <= SIZE + 0.01 for value in coordinates), name
        assert shape.segments[0][0] == "M"


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")
