"""The five figures of a journey beside each other, each behind a bar in the colour of its side."""

from __future__ import annotations

from collections.abc import Sequence

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.drawing.display_list import Box, Group, Layer, Primitive, Role
from visavis.blueprint.drawing.page_block import PageBlock
from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText, figure_texts
from visavis.blueprint.drawing.reader_pages.page_formats import LEAST_TYPE
from visavis.blueprint.drawing.reader_pages.page_texts import BODY, label_text, set_lines
from visavis.blueprint.drawing.text_setting import DrawingContext, paragraph
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.text.styles import TextStyle, Weight

FIGURE = TextStyle(20.0, Weight.BOLD)
# Values are all as large, no smaller than this: where one is longer, it takes two lines.
LEAST_FIGURE = 14.0
LABEL = TextStyle(LEAST_TYPE, Weight.SEMIBOLD)
BAR, PAD, COLUMN_GAP = 2.0, 8.0, 9.0
FIGURES = 5


def figures_row(context: DrawingContext, document: BlueprintDocument, analysis: Analysis | None,
                width: float) -> list[PageBlock]:
    """Return the five figures beside each other, each behind a bar in the colour of its side."""
    measured = analysis.measures.everybody if analysis else None
    texts = [_with_remark(context, text, number, measured)
             for number, text in enumerate(figure_texts(document, measured, context.translate)[:FIGURES])]
    rooms = _column_rooms(context, texts, width)
    figure = _figure_style(context, texts, rooms)
    cells, x = [], 0.0
    for text, room, (side, colour) in zip(texts, rooms, _inks(context.theme), strict=False):
        parts = _figure_parts(context, text, figure, Rect(x, 0.0, room, 0.0), colour)
        cells.append((parts, x, room, side, colour, text))
        x += room + COLUMN_GAP
    height = max(parts[1] for parts, *_ in cells)
    groups = tuple(Group(f"figure-{number}", Role.FIGURE, Layer.PAGE, Rect(x, 0.0, room, height),
                         (Box(Rect(x, 0.0, BAR, height), 0.0, colour), *parts[0]), text.label,
                         label_text(context, text.label, f"{text.value}. {text.remark}".strip()), side)
                   for number, (parts, x, room, side, colour, text) in enumerate(cells, start=1))
    return [PageBlock(width, height, groups)]


def _inks(theme: Theme) -> tuple[tuple[Side | None, str], ...]:
    return ((None, theme.good), (None, theme.ink), (None, theme.ink), (Side.CITIZEN, theme.citizen.ink),
            (Side.AGENT, theme.agent.ink))


def _with_remark(context: DrawingContext, text: LabelledText, number: int,
                 measured: JourneyMeasures | None) -> LabelledText:
    """Return a figure with whom it is of: times are those of whoever gets a decision."""
    if measured is None or measured.decided is None or number < 2:
        return text
    whose = message("of those who get a decision") if number == 2 else message("of work per decision")
    said = context.translate(whose)
    return LabelledText(text.label, text.value, f"{said}, {text.remark}" if text.remark else said)


def _column_rooms(context: DrawingContext, texts: Sequence[LabelledText], width: float) -> list[float]:
    """Return the widths of the columns: what each needs for its value and its label, as far as there is room."""
    free = width - COLUMN_GAP * (len(texts) - 1)
    wanted = [BAR + PAD + 1.0 + max(context.metrics.width(text.value, FIGURE),
                                    0.7 * context.metrics.width(text.label, LABEL), 62.0) for text in texts]
    # Where there is not enough, the widest give it.
    most = max(wanted)
    while sum(wanted) > free and most > free / len(texts):
        most -= 4.0
        wanted = [min(each, most) for each in wanted]
    spare = (free - sum(wanted)) / len(texts)
    return [each + spare for each in wanted]


def _figure_style(context: DrawingContext, texts: Sequence[LabelledText], rooms: Sequence[float]) -> TextStyle:
    """Return the largest letters in which every value stands on one line, if they are not too small."""
    fitted = [paragraph(context, text.value, FIGURE, room - BAR - PAD, 1, least=LEAST_FIGURE)
              for text, room in zip(texts, rooms, strict=True)]
    return FIGURE.with_size(min([line.style.size for line in fitted if not line.is_cut], default=LEAST_FIGURE))


def _figure_parts(context: DrawingContext, text: LabelledText, figure: TextStyle, box: Rect,
                  colour: str) -> tuple[tuple[Primitive, ...], float]:
    parts: list[Primitive] = []
    x, room, y = box.x + BAR + PAD, box.width - BAR - PAD, 0.0
    for words, style, ink, lines in ((text.label, LABEL, context.theme.ink, 2), (text.value, figure, colour, 2),
                                     (text.remark, BODY, context.theme.muted, 3)):
        some, height = set_lines(context, words, style, Rect(x, y, room, 0.0), ink, lines)
        parts += some
        y += height
    return tuple(parts), y
