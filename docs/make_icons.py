"""Flatten the icons into `shapes.json`: `python -m docs.make_icons` (for developers; needs fontTools)."""

from __future__ import annotations

import json

from fontTools.misc.transform import Identity
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.svgLib import SVGPath

from visavis.templates.icons.catalogue import FOLDER

Segment = list[str | float]
THIRD = 2 / 3


def flattened(svg: bytes) -> list[Segment]:
    """Return an SVG icon's shapes as move, line, curve and close segments, to three decimals."""
    pen = DecomposingRecordingPen({})
    SVGPath.fromstring(svg, transform=Identity).draw(pen)
    segments: list[Segment] = []
    at = (0.0, 0.0)
    for name, points in pen.value:
        match name:
            case "moveTo":
                segments.append(_segment("M", points))
            case "lineTo":
                segments.append(_segment("L", points))
            case "curveTo":
                segments.append(_segment("C", points))
            case "qCurveTo":
                segments.append(_segment("C", _cubic(at, *points)))
            case "closePath":
                segments.append(["Z"])
        at = points[-1] if points else at
    return segments


def _cubic(start: tuple[float, float], control: tuple[float, float],
           end: tuple[float, float]) -> list[tuple[float, float]]:
    first = tuple(s + THIRD * (c - s) for s, c in zip(start, control, strict=True))
    second = tuple(e + THIRD * (c - e) for e, c in zip(end, control, strict=True))
    return [(first[0], first[1]), (second[0], second[1]), end]


def _segment(letter: str, points: list[tuple[float, float]]) -> Segment:
    return [letter, *(round(float(value), 3) for point in points for value in point)]


def content() -> str:
    """Return what `shapes.json` must hold: one icon a line."""
    rows = (f"{json.dumps(path.stem)}: {json.dumps(flattened(path.read_bytes()), separators=(',', ':'))}"
            for path in sorted(FOLDER.glob("*.svg")))
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    (FOLDER / "shapes.json").write_text(content(), encoding="ascii")
