"""One drawing with every primitive and every kind of text, each specimen alone in its own box."""

from __future__ import annotations

from dataclasses import replace

from visavis.blueprint.drawing import (
    Bitmap,
    Box,
    DisplayList,
    Group,
    Layer,
    Page,
    PageSet,
    Path,
    Pixels,
    Primitive,
    Role,
    Stroke,
    Text,
)
from visavis.blueprint.layout import Rect
from visavis.blueprint.text import TextStyle, Weight, metrics

WIDTH, ROW = 560.0, 30.0
INK = "#1B2430"

LINES = (
    ("Demander l’allocation à domicile", 21.0, Weight.BOLD),
    ("Élève, naïveté, cœur, Þórr, ŁÓDŹ, ça où ?", 14.5, Weight.SEMIBOLD),
    ("« Où en est-on\u202f? » 1\u202f250,50\u00a0€ – 58\u202f%", 13.0, Weight.REGULAR),
    ("AVATAR To. WA Yes, Ty fi ffl", 14.0, Weight.REGULAR),
    ("AVATAR To. WA Yes, Ty fi ffl", 9.0, Weight.MEDIUM),
    ("Small print stays where it is", 7.0, Weight.REGULAR),
    ("Emoji 😀👍🏽 and 👩\u200d👧 then text ❤\ufe0f", 15.0, Weight.REGULAR),
    ("שלום עולם (123) abc", 15.0, Weight.REGULAR),
    ("Rendez-vous שלום demain", 15.0, Weight.BOLD),
    ("مرحبا بالعالم سلام", 16.0, Weight.REGULAR),
    ("Дело № 5, λόγος", 14.0, Weight.BOLD),
    ("e\u0301te\u0301 compose\u0301, a\u0323\u0308 stacked", 14.0, Weight.REGULAR),
    ("x ⇄ y ∮ ∑ → ✓ ☎", 14.0, Weight.REGULAR),
    ("日本 has no face here", 14.0, Weight.REGULAR),
    ("<b>&amp; \"quoted\" 'text' =1+1", 12.0, Weight.MEDIUM),
    ("  spaces  inside  ", 12.0, Weight.REGULAR),
    ("Large", 27.0, Weight.SEMIBOLD),
    ("بَيْتٌ كُتِبَ (لا) 12", 15.0, Weight.REGULAR),
    ("می\u200cخواهم گزارش ژاله", 15.0, Weight.MEDIUM),
    ("اُردو میں ٹیکسٹ بڑے", 15.0, Weight.REGULAR),
    ("கொடு தமிழ் நீங்கள்", 15.0, Weight.BOLD),
    ("สวัสดี ที่นี่ น้ำ ผู้ใหญ่", 15.0, Weight.REGULAR),
    ("שָׁלוֹם (עולם)", 15.0, Weight.REGULAR),
)


def line(text: str, size: float, weight: Weight, x: float, baseline: float) -> Text:
    return Text(metrics().shape(text, TextStyle(size, weight)), x, baseline, INK)


def flag() -> Pixels:
    """A red half and a blue one; of so many pixels that how a program smooths their edges is not seen."""
    row = bytes.fromhex("B3124F") * 126 + bytes.fromhex("174E8C") * 126
    return Pixels(252, 168, row * 168)


def ring(x: float, y: float) -> Path:
    """A square with a square hole, both drawn the same way round."""
    def square(at: float, size: float) -> tuple[tuple[str | float, ...], ...]:
        left, top = x + at, y + at
        return (("M", left, top), ("L", left + size, top), ("L", left + size, top + size), ("L", left, top + size),
                ("Z",))

    return Path((*square(0, 20), *square(6, 8)), fill="#174E8C")


def shapes() -> tuple[tuple[str, Primitive], ...]:
    """Each shape in a box of 30 by 30 of its own, from (5, 5)."""
    wave = (("M", 5.0, 20.0), ("C", 10.0, 0.0, 18.0, 34.0, 25.0, 8.0))
    return (
        ("plain box", Box(Rect(5, 5, 20, 14), fill="#A8450B")),
        ("rounded box", Box(Rect(5, 5, 20, 14), 5.0, "#FFF3E8", Stroke("#A8450B", 1.5))),
        ("pill of too large a radius", Box(Rect(5, 5, 20, 10), 40.0, "#174E8C")),
        ("dashed box", Box(Rect(5, 5, 20, 14), 3.0, None, Stroke("#3C4B5F", 1.0, (4.0, 2.0)))),
        ("see-through box", Box(Rect(5, 5, 20, 14), 0.0, "#000000", None, 0.3)),
        ("curve", Path(wave, stroke=Stroke("#B3124F", 2.0))),
        ("round ends", Path((("M", 8.0, 12.0), ("L", 22.0, 12.0)), stroke=Stroke("#000000", 6.0))),
        ("dashes", Path((("M", 5.0, 12.0), ("L", 25.0, 12.0)), stroke=Stroke("#000000", 2.0, (5.0, 5.0)))),
        ("corner", Path((("M", 6.0, 22.0), ("L", 15.0, 6.0), ("L", 24.0, 22.0)), stroke=Stroke("#000000", 3.0))),
        ("ring", ring(5.0, 5.0)),
        ("see-through curve", Path((*wave, ("Z",)), "#1C6E4A", Stroke("#1C6E4A", 1.0), 0.5)),
        ("empty box", Box(Rect(5, 5, 0, 14), 4.0, "#000000")),
        ("ring without its hole", replace(ring(5.0, 5.0), is_nonzero=True)),
        ("picture", Bitmap(Rect(5, 5, 21, 14), flag())),
    )


def moved(shape: Primitive, x: float, y: float) -> Primitive:
    match shape:
        case Box(rect=rect):
            return Box(Rect(rect.x + x, rect.y + y, rect.width, rect.height), shape.radius, shape.fill, shape.stroke,
                       shape.opacity)
        case Path():
            segments = tuple((letter, *(float(value) + (y if at % 2 else x) for at, value in enumerate(values)))
                             for letter, *values in shape.segments)
            return Path(segments, shape.fill, shape.stroke, shape.opacity, is_nonzero=shape.is_nonzero)
        case Bitmap(rect=rect):
            return Bitmap(Rect(rect.x + x, rect.y + y, rect.width, rect.height), shape.pixels)
    raise TypeError(shape)


def specimens() -> DisplayList:
    """Return the drawing; each group's bounds are a region of its own, its ink well inside."""
    groups = [Group("page", Role.TITLE, Layer.PAGE, Rect(0, 0, WIDTH, ROW),
                    (line(*LINES[0], 10.0, 22.0),), LINES[0][0], LINES[0][0])]
    for row, told in enumerate(LINES[1:], start=1):
        bounds = Rect(0, row * ROW, WIDTH, ROW)
        groups.append(Group(f"line-{row}", Role.TEXT, Layer.LABELS, bounds, (line(*told, 10.0, row * ROW + 21),),
                            told[0], told[0]))
    top = len(LINES) * ROW
    for place, (name, shape) in enumerate(shapes()):
        x = place * 40.0
        groups.append(Group(name, Role.FIGURE, Layer.CARDS, Rect(x, top, 30, 30), (moved(shape, x, top),), name,
                            f"A {name}."))
    return DisplayList(WIDTH, top + 40.0, tuple(groups), "#FFFFFF", "fr", "Specimens")


def sheets() -> PageSet:
    drawing = specimens()
    return PageSet((Page(drawing.width, drawing.height, drawing),), "Specimens", "fr", "Somebody", "Tests",
                   ("one", "two"))
