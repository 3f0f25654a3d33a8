"""SVG and PNG of the whole blueprint."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

import pytest

from tests.drawing.apa import apa, apa_analysis
from tests.exporters.jobs import job
from visavis.blueprint.drawing import draw_picture
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintError
from visavis.exporters.png import PNG
from visavis.exporters.svg import SVG


def size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_svg_holds_head_blueprint_and_frictions_as_text() -> None:
    root = ET.fromstring(SVG.export(job(SVG)))
    ids = {element.get("data-id") for element in root.iter() if element.get("data-id")}
    assert {"title", "citizen", "u3", "friction-7", "legend", "interaction"} <= ids
    text = "".join(root.itertext())
    assert "Réunit 9 justificatifs" in text
    assert SVG.suffix({}) == ".svg"


def test_png_has_the_dots_asked_for() -> None:
    made = apa()
    drawing = draw_picture(made, apa_analysis(made), translator("fr"))
    assert size(PNG.export(job(PNG, dpi="36"))) == (round(drawing.width / 2), round(drawing.height / 2))


def test_png_has_the_width_asked_for() -> None:
    width, height = size(PNG.export(job(PNG, width="800")))
    assert width == 800
    assert 300 < height < 800
    assert PNG.suffix({}) == ".png"


@pytest.mark.parametrize("options", [{"dpi": "much"}, {"dpi": "0"}, {"dpi": "-72"}, {"width": "1e3"}, {"dpi": "²"},
                                     {"width": "99999"}])
def test_a_size_that_is_no_size_is_refused_in_words(options: dict[str, str]) -> None:
    with pytest.raises(BlueprintError, match="whole number"):
        PNG.export(job(PNG, **options))


def test_a_picture_beyond_memory_is_refused() -> None:
    with pytest.raises(BlueprintError, match="million pixels"):
        PNG.export(job(PNG, dpi="1200"))
