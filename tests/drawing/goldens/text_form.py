"""The text form of a drawing: a line for the drawing, one for each group, one for each primitive.

Coordinates are points with two decimals, so that a last binary digit is no difference; each primitive names its group, so that any line
of a diff can be read alone. What glyphs a text is drawn with follows from the shipped measures and is left out, but the faces are named where
another than that of its weight helps out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from visavis.blueprint.drawing import Bitmap, Box, DisplayList, Group, Page, Path, Primitive, Stroke, Text
from visavis.templates.fonts.catalogue import TEXT_FACES

# Places are 64ths of a point, whose halves of a hundredth a last digit would round up or down: they go up.
NUDGE = 1e-6


def write_page(page: Page) -> str:
    """Return a sheet: its size, its scale, then what is drawn on it."""
    place = numbers(page.width, page.height)
    return f"sheet {place} at {numbers(page.x, page.y)} scale {page.scale:.4f}\n{write_drawing(page.drawing)}"


def write_drawing(drawing: DisplayList) -> str:
    """Return the text form of a drawing, its groups in reading order."""
    head = (f"drawing {numbers(drawing.width, drawing.height)} background {drawing.background} "
            f"language {drawing.language} {quoted(drawing.title)}")
    lines = [head]
    for group in drawing.groups:
        lines += group_lines(group)
    return "\n".join(lines) + "\n"


def group_lines(group: Group) -> Iterator[str]:
    """Yield the line of a group, what it says to whoever reads it out, and its primitives."""
    name = f"{group.role}:{escaped(group.id)}"
    yield f"group {name} layer {int(group.layer)} bounds {numbers(*group.bounds)} {quoted(group.title)}"
    if group.description and group.description != group.title:
        yield f"  says {name} {quoted(group.description)}"
    for primitive in group.primitives:
        yield f"  {primitive_line(name, primitive)}"


def primitive_line(name: str, primitive: Primitive) -> str:
    """Return one primitive: its kind, its group, where it is, its colours; of a text also the words and their size."""
    match primitive:
        case Box():
            radius = f" radius {numbers(primitive.radius)}" if primitive.radius else ""
            return f"box {name} {numbers(*primitive.rect)}{radius}{inks(primitive)}"
        case Bitmap(rect=rect, pixels=pixels):
            return f"picture {name} {numbers(*rect)} of {pixels.width}x{pixels.height}"
        case Path():
            return f"path {name}{inks(primitive)} {' '.join(segment_words(primitive.segments))}"
        case Text():
            run = primitive.run
            faces = [segment.face for segment in run.segments]
            others = "" if set(faces) <= {TEXT_FACES[run.style.weight]} else f" faces {'+'.join(faces)}"
            return (f"text {name} {numbers(primitive.x, primitive.baseline)} wide {numbers(run.width)} "
                    f"{primitive.colour} {run.style.weight} {numbers(run.style.size)}{others} {quoted(run.text)}")


def segment_words(segments: Iterable[tuple[str | float, ...]]) -> Iterator[str]:
    """Yield each segment as its letter and its coordinates."""
    for letter, *places in segments:
        yield str(letter) if not places else f"{letter} {numbers(*map(float, places))}"


def inks(primitive: Box | Path) -> str:
    """Return how a shape is filled and outlined."""
    fill = "" if primitive.fill is None else f" fill {primitive.fill}"
    opacity = "" if primitive.opacity == 1.0 else f" opacity {numbers(primitive.opacity)}"
    return f"{fill}{stroke_words(primitive.stroke)}{opacity}"


def stroke_words(stroke: Stroke | None) -> str:
    """Return a line's colour, width and dashes."""
    if stroke is None:
        return ""
    dash = f" dash {numbers(*stroke.dash)}" if stroke.dash else ""
    return f" line {stroke.colour} {numbers(stroke.width)}{dash}"


def numbers(*values: float) -> str:
    """Return numbers with two decimals; none of them is a minus zero."""
    return " ".join(f"{round(value + NUDGE, 2) + 0.0:.2f}" for value in values)


def quoted(text: str) -> str:
    """Return words on one line, in quotation marks."""
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """Return a text with an escape for each character that shows nothing, a quotation mark or a backslash."""
    return "".join(f"\\{letter}" if letter in '"\\' else letter if letter.isprintable() else ascii(letter)[1:-1]
                   for letter in text)
