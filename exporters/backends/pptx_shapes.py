"""Shapes of a slide as DrawingML (ISO/IEC 29500-1, chapters 19.3 and 20.1): each of them can be edited.

Boxes are rectangles and ellipses, paths freeforms, texts text boxes; lengths are English metric units, whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from visavis.blueprint.drawing import Align, Bitmap, Box, Path, Stroke
from visavis.blueprint.drawing.display_list import Segment
from visavis.blueprint.layout import Rect
from visavis.exporters.backends.slide_paths import is_straight, path_box
from visavis.exporters.backends.slide_text import SlideRun, SlideText
from visavis.exporters.backends.slides import Shape, SlideGroup, SlidePart
from visavis.exporters.backends.svg_style import in_quotes, in_text

EMU_PER_POINT = 12700
NAMESPACES = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
              'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
              'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"')
# What a screen reader passes over (MS-ODRAWXML, 2.24.3).
_DECORATION = ('<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
               'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>')
# The family's look for programs that do not have it, so that they take one that is like it: the classes of Arial.
_LOOK = 'panose="020B0604020202020204" pitchFamily="34" charset="0"'
# A placeholder: outlines and screen readers know a slide by its title.
_TITLE = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
_ALIGNS = {Align.LEFT: "l", Align.CENTRE: "ctr", Align.RIGHT: "r"}
# The longest name that lists of shapes are given; what is said of a shape has no limit.
_LONGEST_NAME = 200
# Hundredths of a point: sizes of type that the format has room for (20.1.10.72).
_LEAST_TYPE, _MOST_TYPE = 100, 400_000
_PARTS = 100_000


class PptxShapeWriter:
    """Writes what is on one slide; `picture` takes a bitmap into the file and gives the name of its relation."""

    def __init__(self, picture: Callable[[Bitmap], str]) -> None:
        self._picture = picture
        # The slide itself has the first number.
        self._number = 1

    def write(self, part: SlidePart) -> str:
        """Return a group, or what stands by itself; a group of one is that one, under the group's name."""
        if not isinstance(part, SlideGroup):
            return self._single(part, SlideGroup(part.text if isinstance(part, SlideText) else "", (part,)))
        if len(part.parts) == 1 and not isinstance(part.parts[0], SlideGroup):
            return self._single(part.parts[0], part)
        about = self._about(part)
        inside = "".join([self.write(each) for each in part.parts])
        place = _place(_around([_box(each) for each in part.parts]))
        room = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return (f"<p:grpSp><p:nvGrpSpPr>{about}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{room}"
                f"</a:xfrm></p:grpSpPr>{inside}</p:grpSp>")

    def _single(self, part: SlideText | Shape | SlideGroup, group: SlideGroup) -> str:
        about = self._about(group)
        if isinstance(part, SlideText):
            return _text_box(part, about)
        if isinstance(part, Bitmap):
            return (f'<p:pic><p:nvPicPr>{about}<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip '
                    f'r:embed="{self._picture(part)}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
                    f'{_transform(part.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>')
        assert isinstance(part, Box | Path)
        return _connector(part, about) if isinstance(part, Path) and is_straight(part.outline) else (
            f"<p:sp><p:nvSpPr>{about}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_geometry(part)}{_inks(part)}"
            "</p:spPr></p:sp>")

    def _about(self, group: SlideGroup) -> str:
        self._number += 1
        name = group.name[:_LONGEST_NAME] or f"{self._number}"
        said = f" descr={in_quotes(group.description)}" if group.description else ""
        start = f'<p:cNvPr id="{self._number}" name={in_quotes(name)}{said}'
        return f"{start}>{_DECORATION}</p:cNvPr>" if group.is_decoration else f"{start}/>"


def slide_xml(name: str, background: str | None, parts: Iterable[str]) -> bytes:
    """Return a slide with what is written of its parts."""
    ground = "" if background is None else (
        f"<p:bg><p:bgPr>{_fill(background)}<a:effectLst/></p:bgPr></p:bg>")
    return (f'<p:sld {NAMESPACES}><p:cSld name={in_quotes(name)}>{ground}<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" '
            f'name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{"".join(parts)}</p:spTree></p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>").encode()


def _units(points: float) -> int:
    return round(points * EMU_PER_POINT)


def _place(rect: Rect) -> str:
    return (f'<a:off x="{_units(rect.x)}" y="{_units(rect.y)}"/><a:ext cx="{_units(rect.width)}" '
            f'cy="{_units(rect.height)}"/>')


def _transform(rect: Rect, flips: str = "") -> str:
    return f"<a:xfrm{flips}>{_place(rect)}</a:xfrm>"


def _box(part: SlidePart) -> Rect:
    match part:
        case SlideGroup():
            return _around([_box(each) for each in part.parts])
        case Path():
            return path_box(part.segments)
        case _:
            return part.rect


def _around(boxes: Sequence[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _geometry(shape: Box | Path) -> str:
    if isinstance(shape, Path):
        box = path_box(shape.segments)
        # A shape of no height or width has no room for a point, and none would be drawn.
        wide, high = max(1, _units(box.width)), max(1, _units(box.height))
        drawn = "".join([_segment(each, box) for each in shape.segments])
        fill = "" if shape.fill is not None else ' fill="none"'
        return (f'{_transform(box)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" '
                f'b="b"/><a:pathLst><a:path w="{wide}" h="{high}"{fill}>{drawn}</a:path></a:pathLst></a:custGeom>')
    short = min(shape.rect.width, shape.rect.height)
    if shape.rect.width == shape.rect.height and 2 * shape.radius >= short:
        return f'{_transform(shape.rect)}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    if not shape.radius:
        return f'{_transform(shape.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    rounding = round(min(shape.radius / short, 0.5) * _PARTS)
    return (f'{_transform(shape.rect)}<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {rounding}"/>'
            "</a:avLst></a:prstGeom>")


def _segment(segment: Segment, box: Rect) -> str:
    letter, *numbers = segment
    if letter == "Z":
        return "<a:close/>"
    points = "".join([f'<a:pt x="{_units(float(x) - box.x)}" y="{_units(float(y) - box.y)}"/>'
                      for x, y in zip(numbers[0::2], numbers[1::2], strict=True)])
    return {"M": f"<a:moveTo>{points}</a:moveTo>", "L": f"<a:lnTo>{points}</a:lnTo>",
            "C": f"<a:cubicBezTo>{points}</a:cubicBezTo>"}[str(letter)]


def _connector(line: Path, about: str) -> str:
    """Return a straight line as offices have them: taken by its ends."""
    (_, x1, y1), (_, x2, y2) = line.segments
    flips = (' flipH="1"' if float(x2) < float(x1) else "") + (' flipV="1"' if float(y2) < float(y1) else "")
    return (f"<p:cxnSp><p:nvCxnSpPr>{about}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>"
            f'{_transform(path_box(line.segments), flips)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{_line(line.stroke, line.opacity)}</p:spPr></p:cxnSp>")


def _inks(shape: Box | Path) -> str:
    fill = "<a:noFill/>" if shape.fill is None else _fill(shape.fill, shape.opacity)
    return fill + _line(shape.stroke, shape.opacity)


@lru_cache(maxsize=256)
def _fill(colour: str, opacity: float = 1.0) -> str:
    shown = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * _PARTS)}"/>'
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}">{shown}</a:srgbClr></a:solidFill>'


@lru_cache(maxsize=256)
def _line(stroke: Stroke | None, opacity: float) -> str:
    """Return a line's ink; dashes are told in thousandths of a percent of its width (20.1.8.22)."""
    if stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = list(stroke.dash) * (2 if len(stroke.dash) % 2 else 1)
    pattern = "".join([f'<a:ds d="{round(dash / stroke.width * _PARTS)}" sp="{round(gap / stroke.width * _PARTS)}"/>'
                       for dash, gap in zip(dashes[0::2], dashes[1::2], strict=True)])
    cap, dash = ("flat", f"<a:custDash>{pattern}</a:custDash>") if pattern else ("rnd", "")
    return (f'<a:ln w="{_units(stroke.width)}" cap="{cap}">{_fill(stroke.colour, opacity)}{dash}<a:round/></a:ln>')


def _text_box(text: SlideText, about: str) -> str:
    kind = _TITLE if text.is_title else '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    lead = f'<a:lnSpc><a:spcPct val="{round(text.leading * _PARTS)}"/></a:lnSpc>' if text.leading != 1 else ""
    direction = ' rtl="1"' if text.is_leftward else ""
    runs = "".join([f"<a:r>{_letters(run, text.language)}<a:t>{in_text(run.text)}</a:t></a:r>" for run in text.runs])
    return (f"<p:sp><p:nvSpPr>{about}{kind}</p:nvSpPr><p:spPr>{_transform(text.rect)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
            '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:spAutoFit/></a:bodyPr>'
            f'<a:lstStyle/><a:p><a:pPr marL="0" indent="0" algn="{_ALIGNS[text.align]}"{direction}>{lead}<a:spcBef>'
            f'<a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>{runs}</a:p></p:txBody></p:sp>')


def _letters(run: SlideRun, language: str) -> str:
    """Return how letters look, in the font of the text for every script, and in which language they are."""
    size = min(max(round(run.size * 100), _LEAST_TYPE), _MOST_TYPE)
    family = in_quotes(run.family)
    fonts = "".join([f"<a:{script} typeface={family} {_LOOK}/>" for script in ("latin", "ea", "cs")])
    return (f'<a:rPr lang={in_quotes(language)} sz="{size}" b="{int(run.is_bold)}">{_fill(run.colour)}'
            f"{fonts}</a:rPr>")
