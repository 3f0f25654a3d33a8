"""Lines of text as SVG, real text throughout.

A line whose glyphs are all characters' own is text as it is: the fonts inside know how near its letters stand, so it
only says where it begins. Where letters join, change places or carry marks, or a font of the system helps out, the
line is drawn by glyph (private code points of the fonts inside, or outlines), out of reach of the mouse and of
screen readers, and its words lie over it without ink: to be found, copied and read out.
"""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.drawing import Text
from visavis.blueprint.drawing.display_list import Segment
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.faces import is_drawn_as_outlines
from visavis.blueprint.text.outlines import segment_outline
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment, Weight
from visavis.exporters.backends.svg_fonts import EmbeddedFonts, font_declarations
from visavis.exporters.backends.svg_shapes import path_data
from visavis.exporters.backends.svg_style import NUMBERS, UNITS, StyleSheet, in_attribute, in_text, spell

_DRAWN_ONLY = 'aria-hidden="true" pointer-events="none" style="user-select:none"'
# XML takes blanks at the ends of a text, and all but one of several, for none.
_BLANKS_KEPT = ' xml:space="preserve"'
# Chromium rounds each letter's width to a 64th of a pixel, which adds up to a thousandth of a line: a longer one than
# this, in points, is told how long it is.
_LONG = 200.0
_AS_DRAWN = 'direction="ltr" unicode-bidi="bidi-override"'


class LineWriter:
    """Writes the lines of one drawing; without `fonts`, nothing is embedded."""

    def __init__(self, style: StyleSheet, fonts: EmbeddedFonts | None) -> None:
        self._style = style
        self._fonts = fonts
        self._classes: dict[tuple[str, float, str], str] = {}
        self._ends: dict[tuple[str, Weight], str | None] = {}

    def write(self, text: Text, written: list[str]) -> None:
        """Add a line to what is written."""
        run = text.run
        key = (run.text, run.style.weight)
        end = self._ends[key] if key in self._ends else self._ends.setdefault(key, self._end(run))
        if end is not None:
            written.append(f'<text class="{self._class(run.segments[0].face, text)}" '
                           f'x="{NUMBERS[round(text.x * UNITS)]}" y="{NUMBERS[round(text.baseline * UNITS)]}"'
                           f"{_length(run.width) if run.width > _LONG else ''}{end}")
        elif not all(part.is_nominal and not is_drawn_as_outlines(part.face) for part in run.segments):
            written += self._drawn_lines(text)
        elif run.text.strip():
            written.append(self._line(text))

    def _end(self, run: GlyphRun) -> str | None:
        """Return the rest of an element for a line that is set by itself; None where its letters need places."""
        main = run.segments[0].face if run.segments else ""
        if self._fonts is None or not run.text.strip() or is_drawn_as_outlines(main) or has_right_to_left(run.text):
            return None
        for part in run.segments:
            if part.face != main:
                # The narrow space of French stands in another face; it has no ink, so it is taken into this one.
                if part.text.strip() or not self._fonts.add_blanks(main, part, run.style.size):
                    return None
            elif not part.is_nominal or not self._fonts.add_kerning(part, run.style.size):
                return None
        for part in run.segments:
            if part.face == main:
                self._fonts.add_letters(part)
        return f"{_blanks(run.text)}>{in_text(''.join([part.text for part in run.segments]))}</text>"

    def _line(self, text: Text) -> str:
        """Return a line of several faces, or one whose letters have places: each segment begins at its own."""
        run, main = text.run, text.run.segments[0].face
        leftward = has_right_to_left(run.text)
        order = f" {_AS_DRAWN} aria-label={in_attribute(run.text)}" if leftward else ""
        spans: list[str] = []
        blanks: list[GlyphSegment] = []
        for part in run.segments:
            if self._fonts is not None:
                self._fonts.add_letters(part)
            if spans and not part.text.strip():
                # A blank has no ink: it stands with what follows it, whatever its face.
                blanks.append(part)
                continue
            look = f' class="{self._class(part.face, text)}"' if part.face != main else ""
            letters = in_text("".join([each.text for each in (*blanks, part)]))
            spans.append(f"<tspan{look} {self._places(part, text, blanks, leftward=leftward)}>{letters}</tspan>")
            blanks = []
        return (f'<text class="{self._class(main, text)}" y="{NUMBERS[round(text.baseline * UNITS)]}"{order}'
                f'{_blanks(run.text)}>{"".join(spans)}</text>')

    def _places(self, part: GlyphSegment, text: Text, blanks: list[GlyphSegment], *, leftward: bool) -> str:
        """Return where a segment and the blanks before it stand: only its first letter, if its font does the rest."""
        before = [text.x + x for blank in blanks for x, _ in blank.places]
        places = part.places
        if leftward or self._fonts is None or not self._fonts.add_kerning(part, text.run.style.size):
            return _letter_places(places, text, before)
        width = sum(part.advances)
        length = _length(width) if width > _LONG and not before else ""
        return f'x="{_numbers([*before, text.x + places[0][0]])}"{length}'

    def _drawn_lines(self, text: Text) -> Iterator[str]:
        """Yield the glyphs of a line, and its words over them without ink."""
        run, fonts = text.run, self._fonts
        size, baseline = f'font-size="{spell(run.style.size, 3)}"', f'y="{spell(text.baseline, 3)}"'
        spans: list[str] = []
        outline: list[Segment] = []
        for part in run.segments:
            if fonts is None or is_drawn_as_outlines(part.face):
                outline += segment_outline(part, run.style.size)
            else:
                letters = "".join([fonts.add_glyph(part.face, glyph) if glyph else cluster[:1] or " "
                                   for cluster, glyph in zip(part.clusters, part.glyphs, strict=True)])
                spans.append(f'<tspan class="{self._class(part.face, text)}" {_letter_places(part.places, text)}>'
                             f"{in_text(letters)}</tspan>")
        if spans:
            yield f'<text {_DRAWN_ONLY} {baseline} {_AS_DRAWN} xml:space="preserve">{"".join(spans)}</text>'
        if outline:
            name = self._style.name(f"fill:{text.colour};fill-rule:nonzero")
            yield f'<path class="{name}" {_DRAWN_ONLY} d="{path_data(tuple(outline), text.x, text.baseline)}"/>'
        yield (f'<text x="{spell(text.x, 3)}" {baseline} {size} textLength="{spell(run.width, 3)}" '
               f'lengthAdjust="spacingAndGlyphs" fill="#000" fill-opacity="0" xml:space="preserve">'
               f"{in_text(run.text)}</text>")

    def _class(self, face: str, text: Text) -> str:
        look = (face, text.run.style.size, text.colour)
        known = self._classes.get(look)
        if known is None:
            known = self._classes[look] = self._style.name(f"fill:{text.colour};{font_declarations(face, look[1])}")
        return known


def _length(width: float) -> str:
    return f' textLength="{spell(width)}"'


def _letter_places(places: tuple[tuple[float, float], ...], text: Text, before: list[float] | None = None) -> str:
    where = f'x="{_numbers([*(before or []), *[text.x + x for x, _ in places]])}"'
    if any(down for _, down in places):
        downs = [*[0.0 for _ in before or []], *[down for _, down in places]]
        where += f' y="{_numbers([text.baseline + down for down in downs])}"'
    return where


def _numbers(values: list[float]) -> str:
    return " ".join([NUMBERS[round(value * UNITS)] for value in values])


def _blanks(text: str) -> str:
    return _BLANKS_KEPT if "  " in text or text.startswith(" ") or text.endswith(" ") else ""
