"""What a card says from afar: below 60 % it has no head line, below 45 % one line of title, and then no words."""

from __future__ import annotations

import pytest

from tests.drawing.builders import document, step
from tests.need import need
from visavis.blueprint.drawing import LIGHT, DrawingContext, Text
from visavis.blueprint.drawing.blueprint.cards import card_group
from visavis.blueprint.language import translator
from visavis.blueprint.layout import lay_out
from visavis.blueprint.text import metrics
from visavis.ui.canvas.far_zoom import simplify_card

KINDS = ["action", "wait", "decision", "outcome", "start"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("scale", "has_head", "lines"), [(1.0, True, 2), (0.6, True, 2), (0.59, False, 2),
                                                          (0.45, False, 2), (0.44, False, 1), (0.3, False, 1)])
def test_a_card_says_less_from_afar(kind: str, scale: float, lines: int, *, has_head: bool) -> None:
    made = document([step("a", kind=kind, title="Attend la décision", work="PT25M", wait="P30D", effort=3)])
    box = lay_out(made).cards["a"]
    shape = box.move(-box.rect.x, -box.rect.y)
    group = simplify_card(card_group(DrawingContext(LIGHT, translator("fr"), metrics()), made, shape), shape, scale)
    texts = [part for part in group.primitives if isinstance(part, Text)]
    head = need(shape.head)
    assert any(part.baseline < head.rect.bottom for part in texts) is has_head
    assert len([part for part in texts if part.baseline > head.rect.bottom]) == lines
    assert group.bounds == shape.rect
    if scale < 0.45:
        assert texts[0].run.style.size * scale > 6.0
        assert texts[0].run.width <= shape.title_box.width
