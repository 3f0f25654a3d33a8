"""Shapes of a page as OpenDocument (ODF 1.3, part 3, chapter 10): each of them can be edited.

Boxes are rectangles and ellipses, paths paths, texts text boxes; lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable

from visavis.blueprint.drawing import Bitmap, Path
from visavis.blueprint.drawing.display_list import Segment
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.opendocument_styles import StyleTable
from visavis.exporters.backends.slide_paths import is_straight, path_box
from visavis.exporters.backends.slide_text import SlideText
from visavis.exporters.backends.slides import Shape, SlideGroup, SlidePart
from visavis.exporters.backends.svg_style import in_quotes, in_text, spell

# A path is told in whole numbers: hundredths of a point.
_UNITS = 100
_LONGEST_NAME = 200


class OpenDocumentShapeWriter:
    """Writes what is on the pages of one file; `picture` takes a bitmap into it and gives the name of its part."""

    def __init__(self, styles: StyleTable, picture: Callable[[Bitmap], str], *, has_titles: bool) -> None:
        self._styles = styles
        self._picture = picture
        self._has_titles = has_titles
        self._taken: set[str] = set()

    def write(self, part: SlidePart) -> str:
        """Return a group, or what stands by itself; a group of one is that one, under the group's name."""
        if not isinstance(part, SlideGroup):
            return self._single(part, "", "")
        name = self._name(part.name)
        # Programs list a shape by its name, and say its title and description; what is said begins with the title.
        said = f"<svg:desc>{in_text(part.description)}</svg:desc>" if part.description else ""
        if len(part.parts) == 1 and not isinstance(part.parts[0], SlideGroup):
            return self._single(part.parts[0], name, said)
        return f"<draw:g{name}>{said}{''.join([self.write(each) for each in part.parts])}</draw:g>"

    def _name(self, name: str) -> str:
        """Return a name as an attribute: none has it twice in a file (ODF 1.3, part 3, 19.197.10)."""
        if not name:
            return ""
        wanted = name[:_LONGEST_NAME]
        number, found = 1, wanted
        while found in self._taken:
            number += 1
            found = f"{wanted} {number}"
        self._taken.add(found)
        return f" draw:name={in_quotes(found)}"

    def _single(self, part: SlideText | Shape, name: str, said: str) -> str:
        if isinstance(part, SlideText):
            return self._text_box(part, name, said)
        if isinstance(part, Bitmap):
            return (f'<draw:frame{name} draw:style-name="{self._styles.picture()}"{_place(part.rect)}><draw:image '
                    f'xlink:href="{self._picture(part)}" xlink:type="simple" xlink:show="embed" '
                    f'xlink:actuate="onLoad"/>{said}</draw:frame>')
        look = f'{name} draw:style-name="{self._styles.shape(part)}"'
        if isinstance(part, Path):
            return _path(part, look, said)
        rect = part.rect
        if rect.width == rect.height and 2 * part.radius >= rect.width:
            return f"<draw:ellipse{look}{_place(rect)}>{said}</draw:ellipse>"
        radius = min(part.radius, rect.width / 2, rect.height / 2)
        corner = f' draw:corner-radius="{spell(radius)}pt"' if radius else ""
        return f"<draw:rect{look}{_place(rect)}{corner}>{said}</draw:rect>"

    def _text_box(self, text: SlideText, name: str, said: str) -> str:
        is_title = text.is_title and self._has_titles
        style = self._styles.text_box(is_title=is_title)
        kind = ('presentation:class="title" presentation:user-transformed="true" presentation:' if is_title else
                "draw:") + f'style-name="{style}"'
        looks = [self._styles.letters(run, text.language) for run in text.runs]
        spans = "".join([f'<text:span text:style-name="{look}">{in_text(run.text)}</text:span>'
                         for look, run in zip(looks, text.runs, strict=True)])
        return (f'<draw:frame{name} {kind}{_place(text.rect)}><draw:text-box><text:p '
                f'text:style-name="{self._styles.paragraph(text)}">{spans}</text:p></draw:text-box>{said}</draw:frame>')


def _place(rect: Rect) -> str:
    return "".join([f' svg:{name}="{spell(value)}pt"'
                    for name, value in zip(("x", "y", "width", "height"), rect, strict=True)])


def _path(path: Path, look: str, said: str) -> str:
    if is_straight(path.outline):
        (_, x1, y1), (_, x2, y2) = path.segments
        ends = "".join([f' svg:{name}="{spell(float(value))}pt"'
                        for name, value in zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)])
        return f"<draw:line{look}{ends}>{said}</draw:line>"
    segments = path.segments
    box = path_box(segments)
    wide, high = max(1, round(box.width * _UNITS)), max(1, round(box.height * _UNITS))
    data = "".join([_segment(each, box) for each in segments])
    place = _place(Rect(box.x, box.y, wide / _UNITS, high / _UNITS))
    return f'<draw:path{look}{place} svg:viewBox="0 0 {wide} {high}" svg:d="{data}">{said}</draw:path>'


def _segment(segment: Segment, box: Rect) -> str:
    letter, *numbers = segment
    starts = (box.x, box.y)
    return str(letter) + " ".join([str(round((float(number) - starts[at % 2]) * _UNITS))
                                   for at, number in enumerate(numbers)])
