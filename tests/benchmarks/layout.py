"""How long laying out takes: after an edit (texts were fitted before) and for a very large document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import BlueprintDocument


def measurements() -> Iterator[Measurement]:
    """Yield the median of several layouts; an edit is to be seen within 50 ms, drawing included."""
    for steps, budget, runs in ((200, 40.0, 15), (10_000, 3000.0, 3)):
        document = blueprint_of(steps)
        name = f"lay out {steps} steps and {len(document.flows)} flows"
        yield median_of(name, milliseconds(partial(lay_out_whole, document), runs), budget)


def lay_out_whole(document: BlueprintDocument) -> object:
    """Lay out and work out where every card and every flow is, as an export does."""
    layout = lay_out(document)
    return [*layout.cards.values(), *layout.flows.values()]
