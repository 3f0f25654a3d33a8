"""Lines of text as PDF operators (ISO 32000-1, 9.4): letters of embedded fonts, each where the display list has it.

Kerning is told in thousandths inside a word (TJ), which keeps it one word for readers. What a letter needs beside its
main glyph, what comes from a font of the system, and the box of a letter that no face has (no text may show the glyph
`.notdef`: PDF/UA-1, 7.21.8; PDF/A-2, 6.2.11.8) is drawn as outlines, which readers pass over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from visavis.blueprint.drawing import MISSING_GLYPH, Text
from visavis.blueprint.text.brand_faces import is_brand_face
from visavis.blueprint.text.clusters import NON_JOINER
from visavis.blueprint.text.direction import has_right_to_left
from visavis.blueprint.text.faces import is_drawn_as_outlines, nominal_glyph
from visavis.blueprint.text.outlines import segment_outline
from visavis.blueprint.text.styles import GlyphRun, GlyphSegment
from visavis.exporters.backends.pdf_fonts import private_code, register_font
from visavis.exporters.backends.pdf_outlines import SheetCanvas, draw_outlines
from visavis.exporters.backends.pdf_shapes import outline_operators
from visavis.templates.fonts.catalogue import TEXT_FACES

# In thousandths of an em: what is nearer than this is where it should be.
_NEAR = 0.02
# The size of a space that stands for words, in points.
_INKLESS_SIZE = 10
_HEX = [f"{byte:02x}" for byte in range(256)]


class _Stretch(NamedTuple):
    """Letters that are written at once from a place in their run, in points to the right and down.

    `backs` says by how much to go back before each, in thousandths of an em; `inkless` which of them leave no ink.
    """

    x: float
    down: float
    letters: str
    backs: list[float]
    inkless: frozenset[int] = frozenset()


def draw_text(canvas: SheetCanvas, text: Text) -> None:
    """Draw one line in the colour already set, and say what it is where its letters do not."""
    run = text.run
    if not any(part.text.strip() for part in run.segments):
        return
    if canvas.draws_outlines:
        draw_outlines(canvas, text)
        return
    replacement = _replacement_text(run)
    if replacement:
        canvas.addLiteral(f"/Span <</ActualText <FEFF{replacement.encode('utf-16-be').hex().upper()}>>> BDC")
    canvas.addLiteral(" ".join(_letter_operators(canvas, text)))
    outlines = [outline for part in run.segments for outline in _outlines(part, run)]
    if outlines:
        canvas.addLiteral(f"q 1 0 0 1 {text.x:.3f} {-text.baseline:.3f} cm {' '.join(outlines)} f Q")
    if replacement:
        canvas.addLiteral("EMC")


def inkless_content(canvas: SheetCanvas) -> str:
    """Return operators without ink, with a place (`%s`) for where they are: they stand for words that are only said.

    They are a space, as readers pass over marked content that holds nothing at all; a path where no font may be.
    """
    if canvas.draws_outlines:
        return "%s m n"
    face = TEXT_FACES["regular"]
    (name, letters), = _write(canvas, face, _Stretch(0.0, 0.0, " ", [0.0]))
    return f"BT 1 0 0 1 %s Tm {name} {_INKLESS_SIZE} Tf {letters} ET"


def _letter_operators(canvas: SheetCanvas, text: Text) -> Iterator[str]:
    size, font = text.run.style.size, ""
    shipped = [part for part in text.run.segments if not _is_outlined(part, text.run)]
    # An invisible space at the end keeps the last word of one line apart from the first of the next for readers.
    end = _Stretch(text.run.width, 0.0, " ", [0.0])
    stretches = [(part.face, stretch) for part in shipped for stretch in _stretches(part, size)]
    # In a kit's face where the line has one, which otherwise would need another font for its spaces alone.
    last = next((face for face, _ in stretches if is_brand_face(face)), TEXT_FACES[text.run.style.weight])
    yield "BT"
    for face, stretch in [*stretches, (last, end)]:
        yield f"1 0 0 1 {text.x + stretch.x:.3f} {-text.baseline - stretch.down:.3f} Tm"
        for name, letters in _write(canvas, face, stretch):
            if name != font:
                font = name
                yield f"{name} {size:.6g} Tf"
            yield letters
    yield "ET"


def _stretches(part: GlyphSegment, size: float) -> Iterator[_Stretch]:
    """Yield what of a segment can be written at once.

    What lies higher or lower begins anew, and so does what follows a letter that no face has: its box is an outline.
    """
    widths = pdfmetrics.getFont(register_font(part.face)).face.charWidths
    if not part.is_nominal or part.offsets or MISSING_GLYPH in part.glyphs:
        yield from _split_segment(part, size, widths)
        return
    # What nearly every line is: all its letters, with the kerning between them.
    backs = [widths[ord(letter)] - advance * 1000 / size
             for letter, advance in zip(part.clusters, part.advances, strict=True)]
    yield _Stretch(part.x, 0.0, part.text, [0.0, *[back if abs(back) > _NEAR else 0.0 for back in backs[:-1]]])


def _split_segment(part: GlyphSegment, size: float, widths: Mapping[int, float]) -> Iterator[_Stretch]:
    begun, letters, backs, inkless, pen = None, "", [0.0], set[int](), 0.0
    for (x, down), cluster, glyph in zip(part.places, part.clusters, part.glyphs, strict=True):
        if not cluster:
            continue
        if begun is not None and (glyph == MISSING_GLYPH or down != begun[1]):
            yield _Stretch(*begun, letters, backs, frozenset(inkless))
            begun = None
        if glyph == MISSING_GLYPH:
            continue
        if begun is None:
            begun, letters, backs, inkless, pen = (x, down), "", [], set(), x
        hidden, shown = _spell(part.face, glyph, cluster)
        inkless.update(range(len(letters), len(letters) + len(hidden)))
        back = (pen - x) * 1000 / size
        letters += hidden + shown
        backs += [back if abs(back) > _NEAR else 0.0, *[0.0] * len(hidden)]
        pen = (x if abs(back) > _NEAR else pen) + widths[ord(shown)] * size / 1000
    if begun is not None:
        yield _Stretch(*begun, letters, backs, frozenset(inkless))


def _spell(face: str, glyph: int, cluster: str) -> tuple[str, str]:
    """Return the code points for a glyph: letters without ink before it, and the one that draws it.

    Readers turn right-to-left lines round letter by letter and do not know that one glyph may be several letters: all
    but its first go before it, drawn by a glyph that takes no room.
    """
    hidden, roomless = "", nominal_glyph(face, NON_JOINER)
    if len(cluster) > 1 and roomless and has_right_to_left(cluster):
        hidden = "".join([chr(private_code(face, roomless, letter)) for letter in reversed(cluster[1:])])
        cluster = cluster[0]
    is_own = len(cluster) == 1 and nominal_glyph(face, cluster) == glyph
    return hidden, cluster if is_own else chr(private_code(face, glyph, cluster))


def _write(canvas: SheetCanvas, face: str, stretch: _Stretch) -> Iterator[tuple[str, str]]:
    """Yield the name of an embedded part of a face and the operator that shows letters of it, in their order."""
    font, start = pdfmetrics.getFont(register_font(face)), 0
    document = canvas._doc  # noqa: SLF001  fonts ask for it, and nothing public hands it out
    # Each code point becomes one byte of one embedded part.
    for subset, content in font.splitString(stretch.letters, document):
        name, end = font.getSubsetInternalName(subset, document), start + len(content)
        indexes = range(start, end)
        for is_inkless, group in groupby(indexes, key=stretch.inkless.__contains__):
            shown = ""
            for index in group:
                back = stretch.backs[index]
                shown += (f"> {back:.2f} <" if back else "") + _HEX[content[index - start]]
            operator = f"[<{shown}>] TJ" if ">" in shown else f"<{shown}> Tj"
            yield name, f"3 Tr {operator} 0 Tr" if is_inkless else operator
        start = end


def _outlines(part: GlyphSegment, run: GlyphRun) -> Iterator[str]:
    """Yield the outlines of what is not written as letters."""
    is_outlined = _is_outlined(part, run)
    wanted = [number for number, (cluster, glyph) in enumerate(zip(part.clusters, part.glyphs, strict=True))
              if not cluster or glyph == MISSING_GLYPH or is_outlined]
    operators = outline_operators(segment_outline(part, run.style.size, wanted)) if wanted else ""
    if operators:
        yield operators


def _is_outlined(part: GlyphSegment, run: GlyphRun) -> bool:
    """Return whether a part of a line is drawn as outlines: with a kit's face that is, all of its line.

    Readers that find a few letters of a line, those that another face helped out with, take them for its words.
    """
    return is_drawn_as_outlines(part.face) or any(
        is_brand_face(each.face) and is_drawn_as_outlines(each.face) for each in run.segments)


def _replacement_text(run: GlyphRun) -> str:
    """Return what readers must get instead of the letters drawn: what has no glyph, or none that tells it.

    Only the order of right-to-left lines is left to the structure tree: readers put drawn letters in order
    themselves, and would turn round what is in order already.
    """
    if any(MISSING_GLYPH in part.glyphs or is_drawn_as_outlines(part.face) for part in run.segments):
        return run.text
    if has_right_to_left(run.text):
        return ""
    drawn = "".join(part.text for part in run.segments)
    return run.text if drawn.strip() != run.text.strip() or any(map(_leaves_gaps, run.segments)) else ""


def _leaves_gaps(part: GlyphSegment) -> bool:
    """Return whether outlines leave what readers take for a gap, or letters stand higher than their line."""
    rows = zip(part.clusters, part.advances, part.offsets or ((0.0, 0.0),) * len(part.glyphs), strict=True)
    return not part.is_nominal and any(down if cluster else advance for cluster, advance, (_, down) in rows)
